import * as v from "valibot";
import { type Bytes, toBase64Url } from "../bytes.ts";
import { type CborValue, encodeCbor } from "../cbor.ts";
import {
  entryHashField,
  integerField,
  parseFields,
  SUITE,
  spaceField,
  suiteField,
  timeField,
  userField,
} from "../crypto/fields.ts";
import { hash, LABELS } from "../crypto/hash.ts";
import { isSignatureOf, SIGNATURE_BYTES, type VerifyKey, verifySigned } from "../crypto/verify.ts";
import { AppError } from "../errors.ts";
import { type EntryHash, idBytes, parseEntryHash, parseSpaceId, type SpaceId, type UserId } from "../ids.ts";
import { encodeOperation, parseOperation } from "./body.ts";
import { isGenesis, type Operation } from "./operations.ts";
import { isPortalOperation } from "./portal-body.ts";

/** One signed entry of a space's log: docs/format.md, "Log entry". */

export const ENTRY_MAX_BYTES = 65_536;

/** A place in a log: the number of an entry, counted from 0, and its hash. */
export interface Head {
  readonly seq: number;
  readonly hash: EntryHash;
}

/** What an entry says. `space` and `prev` are null in a first entry only, `portalHead` in the portal's own log only. */
export interface EntryFields {
  readonly space: SpaceId | null;
  readonly seq: number;
  readonly prev: EntryHash | null;
  readonly timeMs: number;
  readonly author: UserId;
  readonly portalHead: Head | null;
  readonly operation: Operation;
}

/** An entry whose form was read. Its signature was NOT looked at: see {@link verifyEntry}. */
export interface ParsedEntry extends EntryFields {
  readonly wire: Bytes;
  readonly hash: EntryHash;
}

const malformed = (): AppError => new AppError("ENTRY_MALFORMED");

const optionalBytes = (id: SpaceId | EntryHash | null): CborValue => (id === null ? null : idBytes(id));

/** The bytes that the author signs under `LABELS.entry`. */
export const encodeEntry = (fields: EntryFields): Bytes =>
  encodeCbor([
    SUITE,
    optionalBytes(fields.space),
    fields.seq,
    optionalBytes(fields.prev),
    fields.timeMs,
    idBytes(fields.author),
    fields.portalHead === null ? null : [fields.portalHead.seq, idBytes(fields.portalHead.hash)],
    fields.operation.op,
    encodeOperation(fields.operation),
  ]);

const headSchema = v.pipe(
  v.strictTuple([integerField(), entryHashField]),
  v.transform(([seq, hash]): Head => ({ seq, hash })),
);

const entrySchema = v.strictTuple([
  suiteField,
  v.nullable(spaceField),
  integerField(),
  v.nullable(entryHashField),
  timeField,
  userField,
  v.nullable(headSchema),
  v.pipe(v.string(), v.maxLength(32)),
  v.custom<CborValue>(Array.isArray),
]);

function parseEntryFields(payload: Bytes): EntryFields {
  const [, space, seq, prev, timeMs, author, portalHead, op, body] = parseFields(entrySchema, payload);
  return { space, seq, prev, timeMs, author, portalHead, operation: parseOperation(op, body) };
}

/** A first entry starts a log and nothing else does; only the portal's own entries point at no portal entry. */
function checkPlace(fields: EntryFields): void {
  const isFirst = fields.seq === 0;
  if (isFirst !== (fields.space === null) || isFirst !== (fields.prev === null)) throw malformed();
  if (isFirst !== isGenesis(fields.operation)) throw malformed();
  const isPortalEntry = fields.operation.op === "portal.create" || isPortalOperation(fields.operation);
  if (isPortalEntry !== (fields.portalHead === null)) throw malformed();
}

export const hashEntry = async (wire: Bytes): Promise<EntryHash> =>
  parseEntryHash(toBase64Url(await hash(LABELS.entryHash, wire)));

/** The id of the space that this first entry starts. */
export const spaceOfGenesis = (entry: ParsedEntry): SpaceId => parseSpaceId(entry.hash);

/**
 * Reads the form of an entry as sent. Verifies nothing.
 * @throws ENTRY_MALFORMED, SUITE_UNKNOWN, OBJECT_MALFORMED
 */
export function parseEntryForm(wire: Bytes): EntryFields {
  if (wire.length <= SIGNATURE_BYTES || wire.length > ENTRY_MAX_BYTES) throw malformed();
  const fields = parseEntryFields(wire.subarray(SIGNATURE_BYTES));
  checkPlace(fields);
  return fields;
}

/** As {@link parseEntryForm}, with its hash. */
export const parseEntry = async (wire: Bytes): Promise<ParsedEntry> => ({
  ...parseEntryForm(wire),
  wire,
  hash: await hashEntry(wire),
});

/**
 * Verifies that the author's key signed the entry as sent.
 * @throws ENTRY_SIGNATURE when it did not
 */
export async function verifyEntry(entry: ParsedEntry, signPublic: Bytes): Promise<void> {
  try {
    await verifySigned(LABELS.entry, signPublic, entry.wire);
  } catch (cause) {
    throw new AppError("ENTRY_SIGNATURE", { cause });
  }
}

/**
 * As {@link verifyEntry}, for many entries of one author: the key is imported once.
 * @throws ENTRY_SIGNATURE
 */
export async function verifyEntryBy({ wire }: Pick<ParsedEntry, "wire">, key: VerifyKey): Promise<void> {
  const payload = wire.subarray(SIGNATURE_BYTES);
  if (!(await isSignatureOf(key, LABELS.entry, payload, wire.subarray(0, SIGNATURE_BYTES))))
    throw new AppError("ENTRY_SIGNATURE");
}
