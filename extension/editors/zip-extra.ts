import { damaged, type ZipBytes } from "./zip-bytes.ts";

export const ZIP64 = 0x0001;
/** Info-ZIP's second name for an entry. Some readers prefer it to the first, others do not know it. */
export const UNICODE_PATH = 0x7075;

/**
 * Where the content of the first extra field with this id begins, or null. Up to three bytes of padding are let be.
 * @throws DOCUMENT_DAMAGED when a field reaches past `end`: readers go on at different places then
 */
export function findExtra(zip: ZipBytes, start: number, end: number, id: number): number | null {
  let found: number | null = null;
  for (let at = start; at + 4 <= end; ) {
    const content = at + 4;
    if (zip.u16(at) === id) found ??= content;
    at = content + zip.u16(at + 2);
    if (at > end) throw damaged();
  }
  return found;
}
