import * as v from "valibot";
import { asPlain, type Bytes, type Plain } from "../bytes.ts";
import { encodeCbor, parseCbor } from "../cbor.ts";
import {
  blobField,
  bytesBetween,
  checkFields,
  countField,
  hashField,
  integerField,
} from "../crypto/fields.ts";
import { AppError } from "../errors.ts";
import { type BlobId, idBytes } from "../ids.ts";
import { type Covers, encodeCovers, parseCovers } from "./covers.ts";
import { FRAME_MAX_BYTES } from "./frame-check.ts";

/** What the frames of a session carry once they are opened (docs/format.md, Live frame). */

/** Leaves room in a frame of 1 MiB for everything around it; for many covers it is made smaller. */
export const PART_MAX_BYTES = 900 * 1024;
const AROUND_MAX_BYTES = 4096;
export const PARTS_MAX = 128;

/** One of the frames over which an update is spread. */
export interface UpdatePart {
  /** From 0. */
  readonly part: number;
  readonly parts: number;
  readonly bytes: Bytes;
}

/** A version, and which content the log has to name as it. */
export interface SavedVersion {
  readonly version: number;
  readonly blob: BlobId;
}

/** What a snapshot stands on and what it holds. */
export interface SnapshotAbout {
  readonly baseVersion: number;
  /** The newest version that was saved out of the session; null before the first. */
  readonly saved: SavedVersion | null;
  /** Empty for a seed. */
  readonly covers: Covers;
}

export interface SnapshotPart extends UpdatePart {
  /** In part 0, and nowhere else. */
  readonly about: SnapshotAbout | null;
}

/** Said right before a version is appended: it counts once the log names this content as that version. */
export interface Saved extends SavedVersion {
  /** The session's: said of another one, it counts for nothing. */
  readonly baseVersion: number;
  readonly covers: Covers;
}

/** How far a session has come to somebody, and what he has of it. */
export interface Told {
  readonly position: number;
  /** As {@link digestHeads} gives it, of the frames up to there. */
  readonly heads: Bytes;
}

export interface PresenceContent {
  readonly told: Told | null;
  /** A y-protocols awareness update. */
  readonly update: Bytes;
}

const partFields = [integerField(0, PARTS_MAX - 1), integerField(1, PARTS_MAX)] as const;
const contentField = bytesBetween(0, PART_MAX_BYTES);
const updateSchema = v.strictTuple([...partFields, contentField]);
const savedVersionSchema = v.strictTuple([countField, blobField]);
const aboutSchema = v.nullable(
  v.strictTuple([countField, v.nullable(savedVersionSchema), v.array(v.unknown())]),
);
const snapshotSchema = v.strictTuple([...partFields, aboutSchema, contentField]);
const toldSchema = v.strictTuple([countField, hashField]);
const presenceSchema = v.strictTuple([v.nullable(toldSchema), contentField]);
const savedSchema = v.strictTuple([countField, countField, blobField, v.array(v.unknown())]);

/** The plaintexts of the frames that carry an update, in their order. @throws BODY_TOO_LARGE */
export const encodeUpdate = (update: Bytes): Plain[] =>
  split(update).map((bytes, part, { length }) => asPlain(encodeCbor([part, length, bytes])));

/** @throws OBJECT_MALFORMED */
export function parseUpdatePart(plain: Plain): UpdatePart {
  const [part, parts, bytes] = checkFields(updateSchema, parseCbor(plain));
  if (part >= parts) throw new AppError("OBJECT_MALFORMED");
  return { part, parts, bytes };
}

/** The plaintexts of the frames that carry a whole state, in their order. @throws BODY_TOO_LARGE */
export function encodeSnapshot({ baseVersion, saved, covers }: SnapshotAbout, state: Bytes): Plain[] {
  const newest = saved && [saved.version, idBytes(saved.blob)];
  const about = [baseVersion, newest, encodeCovers(covers)];
  const room = FRAME_MAX_BYTES - AROUND_MAX_BYTES - encodeCbor(about).length;
  return split(state, Math.min(PART_MAX_BYTES, room)).map((bytes, part, { length }) =>
    asPlain(encodeCbor([part, length, part === 0 ? about : null, bytes])),
  );
}

/** @throws OBJECT_MALFORMED */
export function parseSnapshotPart(plain: Plain): SnapshotPart {
  const [part, parts, about, bytes] = checkFields(snapshotSchema, parseCbor(plain));
  if (part >= parts || (part === 0) !== (about !== null)) throw new AppError("OBJECT_MALFORMED");
  return { part, parts, bytes, about: about && aboutOf(about) };
}

function aboutOf([baseVersion, newest, covers]: NonNullable<
  v.InferOutput<typeof aboutSchema>
>): SnapshotAbout {
  const saved = newest && { version: newest[0], blob: newest[1] };
  if (saved && saved.version <= baseVersion) throw new AppError("OBJECT_MALFORMED");
  return { baseVersion, saved, covers: parseCovers(covers) };
}

export const encodeSaved = ({ baseVersion, version, blob, covers }: Saved): Plain =>
  asPlain(encodeCbor([baseVersion, version, idBytes(blob), encodeCovers(covers)]));

/** @throws OBJECT_MALFORMED */
export function parseSaved(plain: Plain): Saved {
  const [baseVersion, version, blob, covers] = checkFields(savedSchema, parseCbor(plain));
  if (version <= baseVersion) throw new AppError("OBJECT_MALFORMED");
  return { baseVersion, version, blob, covers: parseCovers(covers) };
}

export const encodePresence = ({ told, update }: PresenceContent): Plain =>
  asPlain(encodeCbor([told && [told.position, told.heads], update]));

/** @throws OBJECT_MALFORMED */
export function parsePresence(plain: Plain): PresenceContent {
  const [told, update] = checkFields(presenceSchema, parseCbor(plain));
  return { told: told && { position: told[0], heads: told[1] }, update };
}

function split(bytes: Bytes, firstMax = PART_MAX_BYTES): Bytes[] {
  const rest = Math.max(0, bytes.length - firstMax);
  const count = 1 + Math.ceil(rest / PART_MAX_BYTES);
  if (count > PARTS_MAX) throw new AppError("BODY_TOO_LARGE");
  const startOf = (part: number) => (part === 0 ? 0 : firstMax + (part - 1) * PART_MAX_BYTES);
  return Array.from({ length: count }, (_, part) => bytes.slice(startOf(part), startOf(part + 1)));
}
