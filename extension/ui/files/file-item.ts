import type { ErrorCode } from "../../../shared/errors.ts";
import type { FormatKind } from "../FormatIcon.tsx";

/** How far a row can be believed. */
export type FileItemState =
  | { readonly kind: "ready" }
  /** Shown before the portal has it. */
  | { readonly kind: "pending" }
  /** Its name could not be opened; `name` is then ignored. */
  | { readonly kind: "damaged"; readonly code: ErrorCode };

/** One row of a list of files. */
export interface FileItem<Id extends string> {
  readonly id: Id;
  readonly kind: FormatKind;
  readonly name: string;
  /** Null for folders and where it is not known. */
  readonly sizeBytes: number | null;
  readonly changedAtMs: number;
  readonly changedBy: string;
  readonly state: FileItemState;
  /** Another item of the folder has this name, which no program that keeps the rules allows. */
  readonly isDuplicate?: boolean;
  /** Other people have access to it. */
  readonly isShared?: boolean;
  /** The private address, so that the middle button and "copy link" of the browser work. */
  readonly href?: string;
}

const KINDS: ReadonlyMap<string, FormatKind> = new Map<string, FormatKind>([
  ["docx", "docx"],
  ["xlsx", "xlsx"],
  ["pptx", "pptx"],
  ["pdf", "pdf"],
  ["png", "image"],
  ["jpg", "image"],
  ["jpeg", "image"],
  ["gif", "image"],
  ["webp", "image"],
  ["avif", "image"],
  ["svg", "image"],
]);

/** The kind that a file's name promises. */
export function kindOfName(name: string): FormatKind {
  const dot = name.lastIndexOf(".");
  return (dot > 0 && KINDS.get(name.slice(dot + 1).toLowerCase())) || "other";
}
