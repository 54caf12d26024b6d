import { asSealed, type Bytes, concat, parseUtf8, type Sealed, u32, utf8 } from "../bytes.ts";
import { encodeCbor } from "../cbor.ts";
import { AppError } from "../errors.ts";
import { idBytes, type SpaceId } from "../ids.ts";
import { derive } from "./derive.ts";
import { SUITE } from "./fields.ts";
import { domain, LABELS } from "./hash.ts";
import { createKemKey, type KemKey, openFromKem, sealToKem } from "./kem.ts";
import { pad, unpad } from "./padding.ts";
import { parseRoomTitle } from "./room-title.ts";
import type { SpaceKey } from "./space-key.ts";

/**
 * The key that the Owner and the DocSpace admins hold, so that they see the titles of rooms which they are not in. It is
 * made, committed to and sent in lockboxes like a space's: commitSpaceKey, sealLockbox, `space` being the portal's.
 */

const ENC_BYTES = 1120;
const TITLE_BLOCK_BYTES = 512;
const TAG_BYTES = 16;
const ADMIN_TITLE_BYTES = ENC_BYTES + TITLE_BLOCK_BYTES + TAG_BYTES;

/** The key pair to which titles are sealed; the public half stands in the entry that starts the generation. */
export async function deriveAdminKem(input: {
  key: SpaceKey;
  generation: number;
}): Promise<{ kemKey: KemKey; kemPublic: Bytes }> {
  const context = u32(input.generation);
  return createKemKey(await derive({ key: input.key, label: LABELS.adminKem, context }));
}

/** Which room's title it is, and of which of its settings; opening it elsewhere fails. */
export interface AdminTitleContext {
  readonly portal: SpaceId;
  readonly space: SpaceId;
  readonly adminGeneration: number;
  readonly revision: number;
}

/**
 * Seals a room's title to the admins: `enc 1120 B || ciphertext 512 B || tag 16 B`, whatever its length.
 * @throws NAME_INVALID; OBJECT_MALFORMED for an unusable key
 */
export async function sealAdminTitle(
  input: AdminTitleContext & { adminKemPublic: Bytes; title: string },
): Promise<Sealed> {
  const padded = pad(utf8(parseRoomTitle(input.title)), TITLE_BLOCK_BYTES);
  const { enc, sealed } = await sealToKem(input.adminKemPublic, titleInfo(input), padded);
  return asSealed(concat(enc, sealed));
}

/**
 * Opens a title and checks it again.
 * @throws OBJECT_MALFORMED, CIPHERTEXT_DAMAGED, NAME_INVALID
 */
export async function openAdminTitle(
  input: AdminTitleContext & { kemKey: KemKey; wire: Bytes },
): Promise<string> {
  if (input.wire.length !== ADMIN_TITLE_BYTES) throw new AppError("OBJECT_MALFORMED");
  const sealed = { enc: input.wire.slice(0, ENC_BYTES), sealed: input.wire.slice(ENC_BYTES) };
  const padded = await openFromKem(input.kemKey, titleInfo(input), sealed);
  return parseRoomTitle(parseUtf8(unpad(padded, TITLE_BLOCK_BYTES)));
}

const titleInfo = ({ portal, space, adminGeneration, revision }: AdminTitleContext): Bytes =>
  concat(
    domain(LABELS.adminTitle),
    encodeCbor([SUITE, idBytes(portal), idBytes(space), adminGeneration, revision]),
  );
