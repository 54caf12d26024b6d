import { LABELS } from "../crypto/hash.ts";
import { type SignKey, sign } from "../crypto/sign.ts";
import { AppError } from "../errors.ts";
import { ENTRY_MAX_BYTES, type EntryFields, encodeEntry, type ParsedEntry, parseEntry } from "./entry.ts";

/**
 * Signs an entry and reads it back, so that nothing is sent that a reader would refuse.
 * @throws ENTRY_MALFORMED when it is larger than 64 KiB or has no valid form
 */
export async function signEntry(fields: EntryFields, key: SignKey): Promise<ParsedEntry> {
  const wire = await sign(LABELS.entry, key, encodeEntry(fields));
  if (wire.length > ENTRY_MAX_BYTES) throw new AppError("ENTRY_MALFORMED");
  return parseEntry(wire);
}
