import * as v from "valibot";
import { asSealed, type Bytes, concat, type Sealed, u32 } from "../bytes.ts";
import { encodeCbor, parseCbor } from "../cbor.ts";
import { AppError } from "../errors.ts";
import { idBytes, type SpaceId } from "../ids.ts";
import { deriveGcmKey } from "./derive.ts";
import { checkFields, integerField, SUITE } from "./fields.ts";
import { type GcmKey, openWithNonce, sealWithNonce } from "./gcm.ts";
import { domain, LABELS } from "./hash.ts";
import { META_BLOCK_BYTES, parseMetaGeneration } from "./meta-form.ts";
import { pad, unpad } from "./padding.ts";
import { parseRoomTitle } from "./room-title.ts";
import type { SpaceKey } from "./space-key.ts";

/** How many colours a room can have; they are numbered from 0. */
export const ROOM_COLOURS = 8;
const GENERATION_BYTES = 4;

/** What the members of a room see of it in a list. */
export interface RoomAbout {
  readonly title: string;
  /** 0 to 7. */
  readonly colour: number;
}

/** Where a room's looks belong; opening them elsewhere fails. */
export interface RoomAboutContext {
  readonly spaceKey: SpaceKey;
  readonly space: SpaceId;
  readonly generation: number;
  readonly revision: number;
}

const aboutSchema = v.strictTuple([v.string(), integerField(0, ROOM_COLOURS - 1)]);

/**
 * Seals a room's looks: `u32 generation || nonce 12 B || ciphertext || tag 16 B` (docs/format.md, Room's looks).
 * @throws NAME_INVALID, OBJECT_MALFORMED for what could not be read again
 */
export async function sealRoomAbout(input: RoomAboutContext & { about: RoomAbout }): Promise<Sealed> {
  const fields = encodeCbor([input.about.title, input.about.colour]);
  parseAbout(fields);
  const padded = pad(fields, META_BLOCK_BYTES);
  const sealed = await sealWithNonce(await aboutKeyOf(input), aboutAad(input), padded);
  return asSealed(concat(u32(input.generation), sealed));
}

/**
 * Opens a room's looks and checks the title again.
 * @throws CONTEXT_WRONG when they are of another generation; CIPHERTEXT_DAMAGED, OBJECT_MALFORMED, NAME_INVALID
 */
export async function openRoomAbout(input: RoomAboutContext & { wire: Bytes }): Promise<RoomAbout> {
  if (parseMetaGeneration(input.wire) !== input.generation) throw new AppError("CONTEXT_WRONG");
  const sealed = input.wire.slice(GENERATION_BYTES);
  const padded = await openWithNonce(await aboutKeyOf(input), aboutAad(input), sealed);
  return parseAbout(unpad(padded, META_BLOCK_BYTES));
}

function parseAbout(fields: Bytes): RoomAbout {
  const [title, colour] = checkFields(aboutSchema, parseCbor(fields));
  return { title: parseRoomTitle(title), colour };
}

const aboutKeyOf = ({ spaceKey, space }: RoomAboutContext): Promise<GcmKey> =>
  deriveGcmKey({ key: spaceKey, salt: idBytes(space), label: LABELS.roomAbout });

const aboutAad = ({ space, generation, revision }: RoomAboutContext): Bytes =>
  concat(domain(LABELS.roomAbout), encodeCbor([SUITE, idBytes(space), generation, revision]));
