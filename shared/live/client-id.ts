import type { Bytes } from "../bytes.ts";
import { readU32 } from "../bytes.ts";
import { encodeCbor } from "../cbor.ts";
import { SUITE } from "../crypto/fields.ts";
import { hash, LABELS } from "../crypto/hash.ts";
import { idBytes, type NodeId, type SpaceId, type UserId } from "../ids.ts";

/**
 * The number under which a page writes into a shared state. It shows whose it is: nobody's changes can bear a number that
 * another person's page has (docs/format.md, Live frame).
 */

/** Enough for the pages that one person ever opens on one document, and too few to look for somebody else's number among them. */
export const CLIENT_SALT_MAX = 2 ** 24 - 1;
const TAG_RANGE = 2 ** 29;

/** Whose numbers, and in which document. */
export interface ClientOwner {
  readonly space: SpaceId;
  readonly node: NodeId;
  readonly author: UserId;
}

/** `salt * 2^29 + tag`, at most 2^53 - 1. */
export async function clientIdOf(owner: ClientOwner, salt: number): Promise<number> {
  const bytes = encodeCbor([SUITE, idBytes(owner.space), idBytes(owner.node), idBytes(owner.author), salt]);
  return salt * TAG_RANGE + tagOf(await hash(LABELS.client, bytes));
}

/** Whether a number is one of this person's. */
export async function isClientOf(owner: ClientOwner, client: number): Promise<boolean> {
  const salt = Math.floor(client / TAG_RANGE);
  return salt > 0 && salt <= CLIENT_SALT_MAX && (await clientIdOf(owner, salt)) === client;
}

/** A number for one more page. */
export function createClientId(owner: ClientOwner): Promise<number> {
  const drawn = readU32(crypto.getRandomValues(new Uint8Array(4)), 0) % CLIENT_SALT_MAX;
  return clientIdOf(owner, drawn + 1);
}

const tagOf = (digest: Bytes): number => readU32(digest, 0) % TAG_RANGE;
