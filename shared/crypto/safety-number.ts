import { type Bytes, readU32 } from "../bytes.ts";
import { encodeCbor } from "../cbor.ts";
import { idBytes, type SpaceId } from "../ids.ts";
import { SUITE } from "./fields.ts";
import { hash, LABELS } from "./hash.ts";

/** What two people read to each other to know that nobody stands between them: docs/format.md, "Safety number". */

const GROUPS = 6;

/** A person's half: six groups of five digits. */
export async function safetyHalf(input: { portal: SpaceId; bundleHash: Bytes }): Promise<string[]> {
  const digest = await hash(
    LABELS.safetyNumber,
    encodeCbor([SUITE, idBytes(input.portal), input.bundleHash]),
  );
  return Array.from({ length: GROUPS }, (_, group) =>
    String(readU32(digest, group * 4) % 100_000).padStart(5, "0"),
  );
}

/** The number of two people, the same for both of them: the lower half, then the higher; twelve groups. */
export function joinHalves(one: readonly string[], other: readonly string[]): string[] {
  return one.join("") <= other.join("") ? [...one, ...other] : [...other, ...one];
}
