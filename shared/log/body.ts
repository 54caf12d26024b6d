import * as v from "valibot";
import { asSealed } from "../bytes.ts";
import type { CborValue } from "../cbor.ts";
import { BUNDLE_MAX_BYTES } from "../crypto/bundle.ts";
import {
  blobField,
  bytesBetween,
  bytesField,
  checkFields,
  countField,
  hashField,
  integerField,
  nodeField,
  spaceField,
} from "../crypto/fields.ts";
import { META_MAX_BYTES, META_OVERHEAD_BYTES } from "../crypto/meta-form.ts";
import { AppError } from "../errors.ts";
import { idBytes, type NodeId } from "../ids.ts";
import { ROOM_TYPES, type RoomType } from "../rights/levels.ts";
import { encodeMemberOperation, isMemberOperation, MEMBER_BODIES } from "./member-body.ts";
import type { Operation, OperationName, SpaceCreate, VersionRecord } from "./operations.ts";
import { encodePortalOperation, isPortalOperation, PORTAL_BODIES } from "./portal-body.ts";

/** Between the fields of an operation and the CBOR body of its entry: docs/format.md, "Log entry". */

/** A sealed file key (shared/crypto/file-key.ts). */
const WRAPPED_KEY_BYTES = 68;

const nonce = bytesField(16);
const parent = v.nullable(nodeField);
const meta = v.pipe(bytesBetween(META_OVERHEAD_BYTES, META_MAX_BYTES), v.transform(asSealed));
const firstRevision = v.literal(1);
const laterRevision = integerField(2, 0xffff_ffff);
const roomType = v.picklist(Object.keys(ROOM_TYPES) as RoomType[]);
const wrappedKey = v.pipe(bytesField(WRAPPED_KEY_BYTES), v.transform(asSealed));

const version = v.pipe(
  v.strictTuple([countField, countField, blobField, hashField, hashField, integerField(1), wrappedKey]),
  v.transform(
    ([number, generation, blob, headerHash, tagsDigest, paddedSizeBytes, wrappedKey]): VersionRecord => ({
      number,
      generation,
      blob,
      headerHash,
      tagsDigest,
      paddedSizeBytes,
      wrappedKey,
    }),
  ),
);

type BodySchemas = {
  readonly [Name in OperationName]: v.GenericSchema<unknown, BodyOf<Extract<Operation, { op: Name }>>>;
};
/** Without the name; of each of several forms if there are several. */
type BodyOf<Each extends Operation> = Each extends Operation ? Omit<Each, "op"> : never;

/** The body of each operation, element by element. A missing operation is a compile error. */
const BODIES = {
  "portal.create": v.pipe(
    v.strictTuple([nonce, bytesBetween(65, BUNDLE_MAX_BYTES), hashField, v.boolean()]),
    v.transform(([nonce, bundle, profileCommitment, isPrivateRoomOn]) => ({
      nonce,
      bundle,
      profileCommitment,
      isPrivateRoomOn,
    })),
  ),
  "space.create": v.union([
    v.pipe(
      v.strictTuple([v.literal("personal"), nonce, hashField]),
      v.transform(([kind, nonce, keyCommitment]) => ({ kind, nonce, keyCommitment })),
    ),
    v.pipe(
      v.strictTuple([v.literal("room"), nonce, hashField, roomType, v.nullable(spaceField)]),
      v.transform(([kind, nonce, keyCommitment, roomType, copyOf]) => ({
        kind,
        nonce,
        keyCommitment,
        roomType,
        copyOf,
      })),
    ),
    v.pipe(
      v.strictTuple([v.literal("file"), nonce, hashField, nodeField]),
      v.transform(([kind, nonce, keyCommitment, node]) => ({ kind, nonce, keyCommitment, node })),
    ),
  ]),
  "folder.put": v.pipe(
    v.strictTuple([nodeField, parent, firstRevision, meta]),
    v.transform(([node, parent, revision, meta]) => ({ node, parent, revision, meta })),
  ),
  "file.put": v.pipe(
    v.strictTuple([nodeField, parent, firstRevision, meta, version]),
    v.transform(([node, parent, revision, meta, version]) => ({ node, parent, revision, meta, version })),
  ),
  "file.version": v.pipe(
    v.strictTuple([nodeField, laterRevision, meta, version]),
    v.transform(([node, revision, meta, version]) => ({ node, revision, meta, version })),
  ),
  "node.rename": v.pipe(
    v.strictTuple([nodeField, laterRevision, meta]),
    v.transform(([node, revision, meta]) => ({ node, revision, meta })),
  ),
  "node.move": v.pipe(
    v.strictTuple([nodeField, parent, laterRevision, meta]),
    v.transform(([node, parent, revision, meta]) => ({ node, parent, revision, meta })),
  ),
  "node.delete": v.pipe(
    v.strictTuple([nodeField]),
    v.transform(([node]) => ({ node })),
  ),
  "node.trash": v.pipe(
    v.strictTuple([nodeField]),
    v.transform(([node]) => ({ node })),
  ),
  "node.restore": v.pipe(
    v.strictTuple([nodeField, parent, laterRevision, meta]),
    v.transform(([node, parent, revision, meta]) => ({ node, parent, revision, meta })),
  ),
  "node.share": v.pipe(
    v.strictTuple([nodeField, spaceField]),
    v.transform(([node, space]) => ({ node, space })),
  ),
  ...PORTAL_BODIES,
  ...MEMBER_BODIES,
} as const satisfies BodySchemas;

const isOperationName = (name: string): name is OperationName => Object.hasOwn(BODIES, name);

/**
 * Reads the body of an entry.
 * @throws ENTRY_MALFORMED for an operation that suite 1 does not know; OBJECT_MALFORMED for a body of another shape
 */
export function parseOperation(op: string, body: CborValue): Operation {
  if (!isOperationName(op)) throw new AppError("ENTRY_MALFORMED");
  // The table pairs each name with its own body, which the compiler cannot see through the union.
  return { op, ...(checkFields<v.GenericSchema>(BODIES[op], body) as object) } as Operation;
}

const encodeParent = (id: NodeId | null): CborValue => (id === null ? null : idBytes(id));

const encodeVersion = (version: VersionRecord): CborValue => [
  version.number,
  version.generation,
  idBytes(version.blob),
  version.headerHash,
  version.tagsDigest,
  version.paddedSizeBytes,
  version.wrappedKey,
];

function encodeSpaceCreate(operation: SpaceCreate): CborValue[] {
  const start = [operation.kind, operation.nonce, operation.keyCommitment];
  if (operation.kind === "personal") return start;
  if (operation.kind === "file") return [...start, idBytes(operation.node)];
  return [...start, operation.roomType, operation.copyOf === null ? null : idBytes(operation.copyOf)];
}

/** Writes the body of an entry; the inverse of {@link parseOperation}. */
export function encodeOperation(operation: Operation): CborValue[] {
  if (isPortalOperation(operation)) return encodePortalOperation(operation);
  if (isMemberOperation(operation)) return encodeMemberOperation(operation);
  switch (operation.op) {
    case "portal.create":
      return [operation.nonce, operation.bundle, operation.profileCommitment, operation.isPrivateRoomOn];
    case "space.create":
      return encodeSpaceCreate(operation);
    case "folder.put":
      return [idBytes(operation.node), encodeParent(operation.parent), operation.revision, operation.meta];
    case "file.put":
      return [
        idBytes(operation.node),
        encodeParent(operation.parent),
        operation.revision,
        operation.meta,
        encodeVersion(operation.version),
      ];
    case "file.version":
      return [idBytes(operation.node), operation.revision, operation.meta, encodeVersion(operation.version)];
    case "node.rename":
      return [idBytes(operation.node), operation.revision, operation.meta];
    case "node.move":
      return [idBytes(operation.node), encodeParent(operation.parent), operation.revision, operation.meta];
    case "node.restore":
      return [idBytes(operation.node), encodeParent(operation.parent), operation.revision, operation.meta];
    case "node.share":
      return [idBytes(operation.node), idBytes(operation.space)];
    case "node.trash":
    case "node.delete":
      return [idBytes(operation.node)];
  }
}
