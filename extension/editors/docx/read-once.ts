import type { Plain } from "../../../shared/bytes.ts";
import { type ReadDocx, readDocx } from "./read-docx.ts";

/** Who begins a session makes its state from the file and then shows the file: both from one reading. */

const kept = new WeakMap<Plain, Promise<ReadDocx>>();

/** Reads a file that is about to be shown. @throws DOCUMENT_DAMAGED */
export function readAhead(bytes: Plain): Promise<ReadDocx> {
  const reading = readDocx(bytes);
  kept.set(bytes, reading);
  return reading;
}

/** What was read ahead, once: an editor changes what it is given. @throws DOCUMENT_DAMAGED */
export function takeRead(bytes: Plain): Promise<ReadDocx> {
  const reading = kept.get(bytes) ?? readDocx(bytes);
  kept.delete(bytes);
  return reading;
}
