import * as v from "valibot";
import { type Bytes, concat, equalBytes } from "../bytes.ts";
import { type CborValue, encodeCbor } from "../cbor.ts";
import {
  bytesBetween,
  connectionField,
  countField,
  hashField,
  integerField,
  nodeField,
  parseFields,
  SUITE,
  sessionField,
  spaceField,
  suiteField,
  userField,
} from "../crypto/fields.ts";
import { domain, hash, LABELS } from "../crypto/hash.ts";
import { TAG_BYTES } from "../crypto/stream-header.ts";
import { SIGNATURE_BYTES, verifySigned } from "../crypto/verify.ts";
import { AppError } from "../errors.ts";
import {
  type ConnectionId,
  idBytes,
  type LiveSessionId,
  type NodeId,
  type SpaceId,
  type UserId,
} from "../ids.ts";

export const FRAME_MAX_BYTES = 2 ** 20;
/** A connection makes at most this many frames; then it begins anew under another id and another key (A25). */
export const FRAME_CLOCK_MAX = 2 ** 32 - 1;

/** What a frame carries. */
export const FRAME_KIND = { update: 1, snapshot: 2, presence: 3, saved: 4 } as const;
export type FrameKind = keyof typeof FRAME_KIND;

const KIND_NAMES = { 1: "update", 2: "snapshot", 3: "presence", 4: "saved" } as const satisfies Record<
  number,
  FrameKind
>;

/** Which document, session, person and connection a frame belongs to. The key depends on all of it. */
export interface FrameContext {
  readonly space: SpaceId;
  readonly node: NodeId;
  readonly session: LiveSessionId;
  readonly author: UserId;
  readonly connection: ConnectionId;
}

/** The place and kind of one frame. */
export interface FramePlace extends FrameContext {
  readonly generation: number;
  readonly kind: FrameKind;
  /** Counts a connection's frames from 0. */
  readonly clock: number;
  /** Hash of that connection's frame before; null for clock 0. */
  readonly prev: Bytes | null;
}

/** A frame whose signature holds; what it carries is still sealed. */
export interface Frame extends FramePlace {
  readonly sealed: Bytes;
  /** `hash("strongroom/1/frame-hash", wire)`: the next frame's `prev`. */
  readonly hash: Bytes;
}

const frameSchema = v.strictTuple([
  suiteField,
  spaceField,
  nodeField,
  sessionField,
  userField,
  connectionField,
  countField,
  v.picklist([FRAME_KIND.update, FRAME_KIND.snapshot, FRAME_KIND.presence, FRAME_KIND.saved]),
  integerField(0, FRAME_CLOCK_MAX),
  v.nullable(hashField),
  bytesBetween(TAG_BYTES, FRAME_MAX_BYTES),
]);

/**
 * Checks size, suite, form and signature of a frame without opening it. `signPublicOf` looks the author's key up in the
 * verified log and gives undefined for anyone who may not send; then, as for a wrong signature, the frame is refused.
 * @throws OBJECT_MALFORMED, SUITE_UNKNOWN, SIGNATURE_WRONG
 */
export async function parseFrame(
  wire: Bytes,
  signPublicOf: (author: UserId) => Bytes | undefined,
): Promise<Frame> {
  if (wire.length > FRAME_MAX_BYTES) throw new AppError("OBJECT_MALFORMED");
  // The author stands inside what he signs: read first, believe nothing before the signature holds.
  const frame = readFrame(wire.slice(SIGNATURE_BYTES));
  const signPublic = signPublicOf(frame.author);
  if (!signPublic) throw new AppError("SIGNATURE_WRONG");
  await verifySigned(LABELS.frame, signPublic, wire);
  return { ...frame, hash: await hashFrame(wire) };
}

/** The last known frame of a connection: what the next one has to follow. */
export type ConnectionHead = Pick<Frame, "author" | "connection" | "clock" | "hash">;

/** Whether a frame of the same session is the one behind a connection's head: not repeated, not out of turn, none left out. */
export function followsHead(frame: Frame, head: ConnectionHead): boolean {
  const isSameConnection = frame.author === head.author && frame.connection === head.connection;
  const isLinked = frame.prev !== null && equalBytes(frame.prev, head.hash);
  return isSameConnection && frame.clock === head.clock + 1 && isLinked;
}

/** The elements of the array in front of `sealed`. */
export const encodeFramePlace = (place: FramePlace): CborValue[] => [
  ...encodeFrameContext(place),
  place.generation,
  FRAME_KIND[place.kind],
  place.clock,
  place.prev,
];

/** `suite, space, node, session, author, connection`: what the key is derived for. */
export const encodeFrameContext = (context: FrameContext): CborValue[] => [
  SUITE,
  idBytes(context.space),
  idBytes(context.node),
  idBytes(context.session),
  idBytes(context.author),
  idBytes(context.connection),
];

/** What a frame's ciphertext is bound to. */
export const frameAad = (place: FramePlace): Bytes =>
  concat(domain(LABELS.frame), encodeCbor(encodeFramePlace(place)));

/** `hash("strongroom/1/frame-hash", wire)`, 32 B. */
export const hashFrame = (wire: Bytes): Promise<Bytes> => hash(LABELS.frameHash, wire);

/** What the signed bytes say; nothing of it is believed before the signature holds. @throws OBJECT_MALFORMED, SUITE_UNKNOWN */
export function readFrame(payload: Bytes): Omit<Frame, "hash"> {
  const fields = parseFields(frameSchema, payload);
  const [, space, node, session, author, connection, generation, kind, clock, prev, sealed] = fields;
  if ((clock === 0) !== (prev === null)) throw new AppError("OBJECT_MALFORMED");
  return {
    space,
    node,
    session,
    author,
    connection,
    generation,
    kind: KIND_NAMES[kind],
    clock,
    prev,
    sealed,
  };
}
