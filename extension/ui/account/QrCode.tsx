import type { JSX } from "preact";

export interface QrCodeProps {
  /** Rows of modules, true for dark; the quiet zone is added here. */
  readonly modules: readonly (readonly boolean[])[];
  readonly label: string;
}

const QUIET_MODULES = 4;

/** Draws a QR code, always dark on white so that every reader takes it. */
export function QrCode({ modules, label }: QrCodeProps): JSX.Element {
  const edge = modules.length + QUIET_MODULES * 2;
  const path = modules
    .flatMap((row, y) =>
      row.map((isDark, x) => (isDark ? `M${x + QUIET_MODULES} ${y + QUIET_MODULES}h1v1h-1z` : "")),
    )
    .join("");
  return (
    <svg
      class="qr"
      role="img"
      aria-label={label}
      viewBox={`0 0 ${edge} ${edge}`}
      shape-rendering="crispEdges"
    >
      <path fill="#fff" d={`M0 0h${edge}v${edge}H0z`} />
      <path fill="#000" d={path} />
    </svg>
  );
}
