import { asSealed, type Bytes, toBase64Url } from "../bytes.ts";
import type { CborValue } from "../cbor.ts";
import { AppError } from "../errors.ts";
import { HASH_BYTES, idBytes, type NodeId, parseBlobId, parseNodeId, SHORT_ID_BYTES } from "../ids.ts";
import type { Operation, OperationName, VersionRecord } from "./operations.ts";

/** Between the fields of an operation and the CBOR body of its entry: docs/format.md, "Log entry". */

export const META_MAX_BYTES = 4096;
export const WRAPPED_KEY_BYTES = 68;
const BUNDLE_MAX_BYTES = 1400;

type Body = readonly CborValue[];

const malformed = (): AppError => new AppError("ENTRY_MALFORMED");

function uint(value: CborValue | undefined, min = 0): number {
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < min) throw malformed();
  return value;
}

function bytes(value: CborValue | undefined, minBytes: number, maxBytes = minBytes): Bytes {
  if (!(value instanceof Uint8Array) || value.length < minBytes || value.length > maxBytes) throw malformed();
  return value;
}

function boolean(value: CborValue | undefined): boolean {
  if (typeof value !== "boolean") throw malformed();
  return value;
}

const node = (value: CborValue | undefined): NodeId => parseNodeId(toBase64Url(bytes(value, SHORT_ID_BYTES)));
const parent = (value: CborValue | undefined): NodeId | null => (value === null ? null : node(value));
const meta = (value: CborValue | undefined) => asSealed(bytes(value, 32, META_MAX_BYTES));

function parseVersion(value: CborValue | undefined): VersionRecord {
  if (!Array.isArray(value) || value.length !== 7) throw malformed();
  return {
    number: uint(value[0], 1),
    generation: uint(value[1], 1),
    blob: parseBlobId(toBase64Url(bytes(value[2], SHORT_ID_BYTES))),
    headerHash: bytes(value[3], HASH_BYTES),
    tagsDigest: bytes(value[4], HASH_BYTES),
    paddedSizeBytes: uint(value[5], 1),
    wrappedKey: asSealed(bytes(value[6], WRAPPED_KEY_BYTES)),
  };
}

const encodeVersion = (version: VersionRecord): CborValue => [
  version.number,
  version.generation,
  idBytes(version.blob),
  version.headerHash,
  version.tagsDigest,
  version.paddedSizeBytes,
  version.wrappedKey,
];

const encodeParent = (id: NodeId | null): CborValue => (id === null ? null : idBytes(id));

/** How many elements a body has, and how they become an operation. A missing operation is a compile error. */
const PARSERS: {
  readonly [Name in OperationName]: {
    length: number;
    parse: (body: Body) => Extract<Operation, { op: Name }>;
  };
} = {
  "portal.create": {
    length: 4,
    parse: (b) => ({
      op: "portal.create",
      nonce: bytes(b[0], 16),
      bundle: bytes(b[1], 64, BUNDLE_MAX_BYTES),
      profileCommitment: bytes(b[2], HASH_BYTES),
      isPrivateRoomOn: boolean(b[3]),
    }),
  },
  "space.create": {
    length: 3,
    parse: (b) => {
      if (b[0] !== "personal") throw malformed();
      return {
        op: "space.create",
        kind: "personal",
        nonce: bytes(b[1], 16),
        keyCommitment: bytes(b[2], HASH_BYTES),
      };
    },
  },
  "folder.put": {
    length: 4,
    parse: (b) => ({
      op: "folder.put",
      node: node(b[0]),
      parent: parent(b[1]),
      revision: uint(b[2], 1),
      meta: meta(b[3]),
    }),
  },
  "file.put": {
    length: 5,
    parse: (b) => ({
      op: "file.put",
      node: node(b[0]),
      parent: parent(b[1]),
      revision: uint(b[2], 1),
      meta: meta(b[3]),
      version: parseVersion(b[4]),
    }),
  },
  "file.version": {
    length: 4,
    parse: (b) => ({
      op: "file.version",
      node: node(b[0]),
      revision: uint(b[1], 2),
      meta: meta(b[2]),
      version: parseVersion(b[3]),
    }),
  },
  "node.rename": {
    length: 3,
    parse: (b) => ({ op: "node.rename", node: node(b[0]), revision: uint(b[1], 2), meta: meta(b[2]) }),
  },
  "node.move": {
    length: 4,
    parse: (b) => ({
      op: "node.move",
      node: node(b[0]),
      parent: parent(b[1]),
      revision: uint(b[2], 2),
      meta: meta(b[3]),
    }),
  },
  "node.delete": { length: 1, parse: (b) => ({ op: "node.delete", node: node(b[0]) }) },
};

const isOperationName = (name: string): name is OperationName => Object.hasOwn(PARSERS, name);

/**
 * Reads the body of an entry.
 * @throws ENTRY_MALFORMED for an operation that suite 1 does not know or a body of another shape
 */
export function parseOperation(op: CborValue | undefined, body: CborValue | undefined): Operation {
  if (typeof op !== "string" || !isOperationName(op) || !Array.isArray(body)) throw malformed();
  const parser = PARSERS[op];
  if (body.length !== parser.length) throw malformed();
  return parser.parse(body);
}

/** Writes the body of an entry; the inverse of {@link parseOperation}. */
export function encodeOperation(operation: Operation): CborValue[] {
  switch (operation.op) {
    case "portal.create":
      return [operation.nonce, operation.bundle, operation.profileCommitment, operation.isPrivateRoomOn];
    case "space.create":
      return [operation.kind, operation.nonce, operation.keyCommitment];
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
    case "node.delete":
      return [idBytes(operation.node)];
  }
}
