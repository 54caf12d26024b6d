import type { Brand } from "../bytes.ts";
import { AppError } from "../errors.ts";
import { withoutUnseen } from "./unseen.ts";

/** A file's or folder's name that went through {@link parseName}. */
export type NodeName = Brand<string, "NodeName">;

const NAME_MAX_CHARACTERS = 255;

/**
 * Slashes and backslashes make paths; control characters (NUL among them) and line separators break lists and logs;
 * bidirectional controls make `gpj.exe` look like `exe.jpg`. What nobody sees makes two names look like one: unseen.ts.
 */
const FORBIDDEN = /[/\\\p{Cc}\p{Bidi_Control}\u2028\u2029]/u;

/**
 * Checks a name as docs/format.md, Sealed metadata, wants it. Runs when a name is sealed and again whenever one is
 * opened: whoever sealed it may have used another program (A68).
 * @throws NAME_INVALID
 */
export function parseName(value: unknown): NodeName {
  if (typeof value !== "string" || !isName(value)) throw new AppError("NAME_INVALID");
  return value as NodeName;
}

/**
 * Takes what a person typed or a file from this computer is called: NFC, no white space around, nothing that nobody sees.
 * @throws NAME_INVALID
 */
export const normalizeName = (typed: string): NodeName => parseName(tidied(typed));

/** Bidirectional controls are nothing to see, either, and are refused instead: what is without them is another name. */
const tidied = (typed: string): string =>
  FORBIDDEN.test(typed) ? typed.trim().normalize("NFC") : withoutUnseen(typed).trim().normalize("NFC");

function isName(text: string): boolean {
  if (!text.isWellFormed() || text !== text.normalize("NFC") || text !== text.trim()) return false;
  if (text !== withoutUnseen(text)) return false;
  const length = [...text].length;
  return (
    length >= 1 && length <= NAME_MAX_CHARACTERS && text !== "." && text !== ".." && !FORBIDDEN.test(text)
  );
}
