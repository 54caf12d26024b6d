import type { JSX } from "preact";
import { LockMark } from "./LockMark.tsx";

export type FormatKind = "folder" | "docx" | "xlsx" | "pptx" | "pdf" | "image" | "other";

export interface FormatIconProps {
  readonly kind: FormatKind;
  /** Adds the lock mark in its corner. */
  readonly isPrivate?: boolean;
  readonly size?: 20 | 32;
}

const SHEET =
  "M4 2.75C4 2.06 4.56 1.5 5.25 1.5H12l4 4v11.75c0 .69-.56 1.25-1.25 1.25h-9.5C4.56 18.5 4 17.94 4 17.25Z";
const FOLD = "M12 1.5v2.75c0 .69.56 1.25 1.25 1.25H16";
const FOLDER =
  "M2 5.25C2 4.56 2.56 4 3.25 4h3.9c.36 0 .7.16.94.43L9.25 5.75h7.5c.69 0 1.25.56 1.25 1.25v8.25c0 .69-.56 1.25-1.25 1.25H3.25C2.56 16.5 2 15.94 2 15.25Z";

/** What tells the formats apart without colour. */
const SIGNS: Readonly<Record<Exclude<FormatKind, "folder">, string>> = {
  docx: "M6.75 9h6.5M6.75 11.5h6.5M6.75 14h4",
  xlsx: "M6.75 8.75h6.5v6h-6.5ZM6.75 11.75h6.5M10 8.75v6",
  pptx: "M6.5 8.75h7v4.5h-7ZM10 13.25v2.25",
  pdf: "M7 15V9h2.25a1.75 1.75 0 0 1 0 3.5H7",
  image: "M6.75 14.5 9 11l1.75 2 1-1.25 1.5 2.75ZM11.75 9.25h.01",
  other: "M9.99 11.5h.02",
};

/** The picture of a kind of file. Decoration: the row says the kind in words. */
export function FormatIcon({ kind, isPrivate = false, size = 20 }: FormatIconProps): JSX.Element {
  return (
    <span class="format-icon" data-format={kind}>
      <svg width={size} height={size} viewBox="0 0 20 20" aria-hidden="true">
        {kind === "folder" ? (
          <path class="format-body" d={FOLDER} />
        ) : (
          <>
            <path class="format-body" d={SHEET} />
            <path class="format-line" d={FOLD} />
            <path class="format-line" d={SIGNS[kind]} />
          </>
        )}
      </svg>
      {isPrivate && (
        <span class="format-lock">
          <LockMark size={size === 32 ? 14 : 11} />
        </span>
      )}
    </span>
  );
}
