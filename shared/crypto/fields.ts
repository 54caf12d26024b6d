// How the elements of our signed and sealed arrays are checked: one schema per kind of field, so that every
// reader says what it expects as a list that looks like the line in docs/format.md.
import * as v from "valibot";
import { type Bytes, toBase64Url } from "../bytes.ts";
import { type CborValue, parseCbor } from "../cbor.ts";
import { AppError } from "../errors.ts";
import {
  type BlobId,
  type ConnectionId,
  type EntryHash,
  type GroupId,
  HASH_BYTES,
  type InvitationId,
  type LiveSessionId,
  type NodeId,
  SHORT_ID_BYTES,
  type SpaceId,
  type UserId,
} from "../ids.ts";

/** The one suite; the first element of every array. */
export const SUITE = 1;

const isBytes = (value: unknown): value is Bytes => value instanceof Uint8Array;

/** A byte string of exactly this length. */
export const bytesField = (lengthBytes: number) =>
  v.custom<Bytes>((value) => isBytes(value) && value.length === lengthBytes);

/** A byte string of `min` to `max` bytes, both included. */
export const bytesBetween = (min: number, max: number) =>
  v.custom<Bytes>((value) => isBytes(value) && value.length >= min && value.length <= max);

/** An integer from `min` to `max`, both included. */
export const integerField = (min = 0, max: number = Number.MAX_SAFE_INTEGER) =>
  v.pipe(v.number(), v.safeInteger(), v.minValue(min), v.maxValue(max));

/** Fits the `u32` of the binary layouts; counts that start at 1, such as generations and versions. */
export const countField = integerField(1, 0xffff_ffff);
/** Milliseconds since 1970-01-01 UTC. */
export const timeField = integerField();
export const suiteField = v.literal(SUITE);
export const hashField = bytesField(HASH_BYTES);

/** Bytes in the object, the text of the id after parsing: its length is all that makes bytes an id. */
const idField = <Id extends string>(lengthBytes: number) =>
  v.pipe(
    bytesField(lengthBytes),
    v.transform((bytes) => toBase64Url(bytes) as Id),
  );

export const userField = idField<UserId>(SHORT_ID_BYTES);
export const nodeField = idField<NodeId>(SHORT_ID_BYTES);
export const blobField = idField<BlobId>(SHORT_ID_BYTES);
export const invitationField = idField<InvitationId>(SHORT_ID_BYTES);
export const groupField = idField<GroupId>(SHORT_ID_BYTES);
export const sessionField = idField<LiveSessionId>(SHORT_ID_BYTES);
export const connectionField = idField<ConnectionId>(SHORT_ID_BYTES);
export const spaceField = idField<SpaceId>(HASH_BYTES);
export const entryHashField = idField<EntryHash>(HASH_BYTES);

/**
 * Reads one of our arrays: strict CBOR, the suite, then every element by the schema.
 * @throws SUITE_UNKNOWN when the first element is another suite; OBJECT_MALFORMED for anything else that differs
 */
export function parseFields<Schema extends v.GenericSchema>(
  schema: Schema,
  payload: Bytes,
): v.InferOutput<Schema> {
  const value = parseCbor(payload);
  checkSuite(value);
  return checkFields(schema, value);
}

/**
 * Checks a value that was read already, such as an array inside an array.
 * @throws OBJECT_MALFORMED
 */
export function checkFields<Schema extends v.GenericSchema>(
  schema: Schema,
  value: unknown,
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, value);
  if (!result.success) throw new AppError("OBJECT_MALFORMED");
  return result.output;
}

function checkSuite(value: CborValue): void {
  if (!Array.isArray(value)) throw new AppError("OBJECT_MALFORMED");
  const suite: unknown = value[0];
  if (typeof suite === "number" && suite !== SUITE) throw new AppError("SUITE_UNKNOWN");
}
