import * as v from "valibot";
import type { Bytes } from "../bytes.ts";
import { type CborValue, encodeCbor } from "../cbor.ts";
import { checkFields, connectionField, hashField, integerField, userField } from "../crypto/fields.ts";
import { hash, LABELS } from "../crypto/hash.ts";
import { AppError } from "../errors.ts";
import { type ConnectionId, idBytes, type UserId } from "../ids.ts";
import { type ConnectionHead, FRAME_CLOCK_MAX } from "./frame-check.ts";

export const COVERS_MAX = 4096;
/** Connections in one session; a page takes one, and another one after each new key. Fewer than can be named: some may be made up. */
export const CONNECTIONS_MAX = 3072;
/** One person's of these: nobody takes up the places of all. */
export const CONNECTIONS_EACH_MAX = 512;

/** The last places: for those who have none. */
const CONNECTIONS_LAST = 256;

/**
 * How many connections one person may have in a session of so many: a quarter of the places that are left, and of the last ones
 * one. What was taken before counts for nobody who comes later, so a share alone leaves nothing after a few dozen people.
 */
export function placesOfOne(connections: number): number {
  const left = CONNECTIONS_MAX - connections;
  return left <= CONNECTIONS_LAST ? 1 : Math.min(CONNECTIONS_EACH_MAX, Math.floor(left / 4));
}

/** What a state holds: of each connection everything up to this frame. */
export type Covers = ReadonlyMap<ConnectionId, ConnectionHead>;

const coversSchema = v.pipe(
  v.array(v.strictTuple([userField, connectionField, integerField(0, FRAME_CLOCK_MAX), hashField])),
  v.maxLength(COVERS_MAX),
);

/** `[[author, connection, clock, frameHash], …]` by connection in the order of its bytes. */
export const encodeCovers = (covers: Covers): CborValue =>
  [...covers.values()]
    .map(({ author, connection, clock, hash }) => ({
      id: idBytes(connection),
      author: idBytes(author),
      clock,
      hash,
    }))
    .sort((a, b) => compareBytes(a.id, b.id))
    .map(({ id, author, clock, hash }) => [author, id, clock, hash]);

/** `hash("strongroom/1/heads", CBOR[covers])`, by which two who have the same frames know it. */
export const digestHeads = (heads: Covers): Promise<Bytes> =>
  hash(LABELS.heads, encodeCbor([encodeCovers(heads)]));

/** @throws OBJECT_MALFORMED also when they are not in order, or one connection stands there twice */
export function parseCovers(value: unknown): Covers {
  const heads = checkFields(coversSchema, value).map(([author, connection, clock, hash]) => ({
    author,
    connection,
    clock,
    hash,
  }));
  const isInOrder = heads.every(({ connection }, index) => {
    const before = heads[index - 1];
    return !before || compareBytes(idBytes(before.connection), idBytes(connection)) < 0;
  });
  if (!isInOrder) throw new AppError("OBJECT_MALFORMED");
  return new Map(heads.map((head) => [head.connection, head]));
}

/**
 * Whether others may go on from a state that holds this. Connections that are made up cannot be told from those that were: half of
 * each person's may be, and what then comes still finds room.
 */
export function hasRoom(covers: Covers): boolean {
  const counts = new Map<UserId, number>();
  for (const { author } of covers.values()) counts.set(author, (counts.get(author) ?? 0) + 1);
  return covers.size <= CONNECTIONS_MAX && Math.max(0, ...counts.values()) <= 2 * CONNECTIONS_EACH_MAX;
}

/** Whether a frame is within what is covered. */
export const isCovered = (covers: Covers, frame: Pick<ConnectionHead, "connection" | "clock">): boolean =>
  (covers.get(frame.connection)?.clock ?? -1) >= frame.clock;

/** Whether all that the other ones name is within these. */
export const coversAll = (covers: Covers, other: Covers): boolean =>
  [...other.values()].every((head) => isCovered(covers, head));

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  for (let i = 0; i < a.length; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
