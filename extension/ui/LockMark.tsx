import type { JSX } from "preact";

export interface LockMarkProps {
  /** Edge in pixels. */
  readonly size?: number;
  /** Said to screen readers; without it the mark is decoration. */
  readonly label?: string;
}

/** The mark of everything private: a strongroom's door with its dial, under a shackle. */
export function LockMark({ size = 16, label }: LockMarkProps): JSX.Element {
  const naming =
    label === undefined
      ? ({ "aria-hidden": "true" } as const)
      : { role: "img" as const, "aria-label": label };
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: it has a label, or is decoration
    <svg class="lock-mark" width={size} height={size} viewBox="0 0 16 16" {...naming}>
      <path class="lock-mark-shackle" d="M4.75 7V4.75a3.25 3.25 0 0 1 6.5 0V7" />
      <path
        class="lock-mark-door"
        fill-rule="evenodd"
        d="M4 6.5h8A1.75 1.75 0 0 1 13.75 8.25v5A1.75 1.75 0 0 1 12 15H4a1.75 1.75 0 0 1-1.75-1.75v-5A1.75 1.75 0 0 1 4 6.5Zm4 2a2.25 2.25 0 1 0 0 4.5 2.25 2.25 0 0 0 0-4.5Zm0 1.25a1 1 0 1 1 0 2 1 1 0 0 1 0-2Z"
      />
    </svg>
  );
}

/** The lock mark with the product's name. */
export function BrandWord(): JSX.Element {
  return (
    <span class="brand-word" translate={false}>
      <LockMark size={20} />
      <span class="brand-name">Strongroom</span>
    </span>
  );
}
