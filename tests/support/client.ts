import { asPlain, type Bytes, concat, toBase64Url } from "../../shared/bytes.ts";
import { createFileKey, wrapFileKey } from "../../shared/crypto/file-key.ts";
import { sealMeta } from "../../shared/crypto/metadata.ts";
import { parseName } from "../../shared/crypto/names.ts";
import type { SpaceKey } from "../../shared/crypto/space-key.ts";
import { PART_CONTENT_SIZE_BYTES } from "../../shared/crypto/stream-header.ts";
import { createStreamSealer } from "../../shared/crypto/stream-seal.ts";
import { createNodeId, type NodeId, parseBlobId, type SpaceId } from "../../shared/ids.ts";
import type { EntryFields, Head, ParsedEntry } from "../../shared/log/entry.ts";
import type { TreeOperation, VersionRecord } from "../../shared/log/operations.ts";
import { type Account, type NewSpace, signAs } from "./accounts.ts";
import { ask, type Door, get } from "./ask.ts";
import type { Person } from "./people.ts";

/** One signed-in person and the head of the space that he knows. */
export class Client {
  readonly door: Door;
  readonly account: Account;
  readonly token: string;
  readonly space: SpaceId;
  readonly spaceKey: SpaceKey;
  readonly portalHead: Head;
  head: Head;

  constructor(from: { door: Door; account: Account; token: string; personal: NewSpace; portalHead: Head }) {
    this.door = from.door;
    this.account = from.account;
    this.token = from.token;
    this.space = from.personal.space;
    this.spaceKey = from.personal.spaceKey;
    this.portalHead = from.portalHead;
    this.head = { seq: 0, hash: from.personal.entry.hash };
  }

  get person(): Person {
    return this.account.person;
  }

  ask: <Name extends Parameters<typeof ask>[1]>(
    name: Name,
    asked?: Parameters<typeof ask<Name>>[2],
  ) => Promise<Response> = (name, asked) => ask(this.door, name, { token: this.token, ...asked });

  /** Opens a file as a client does that has nothing of any log. */
  open(node: NodeId): Promise<Response> {
    return this.ask("openFile", { params: { node }, body: { space: null, from: 0, portalFrom: 0 } });
  }

  /** The next entry, signed but not sent. */
  sign(operation: TreeOperation, changes: Partial<EntryFields> = {}): Promise<ParsedEntry> {
    const { space, head, portalHead } = this;
    return signAs(this.person, {
      space,
      seq: head.seq + 1,
      prev: head.hash,
      portalHead,
      operation,
      ...changes,
    });
  }

  send(entry: ParsedEntry, to: SpaceId = this.space): Promise<Response> {
    return this.ask("appendEntry", { params: { space: to }, body: { entry: toBase64Url(entry.wire) } });
  }

  /** Signs, sends, and moves on when it was taken. */
  async append(operation: TreeOperation): Promise<Response> {
    const entry = await this.sign(operation);
    const reply = await this.send(entry);
    if (reply.ok) this.head = { seq: entry.seq, hash: entry.hash };
    return reply;
  }

  meta(name: string, at: { node: NodeId; parent?: NodeId | null; revision?: number; type?: string }) {
    const { space, spaceKey } = this;
    const { node, parent = null, revision = 1, type = "application/octet-stream" } = at;
    const meta = { name: parseName(name), type, sizeBytes: 0, modifiedAtMs: Date.now() };
    return sealMeta({ space, spaceKey, generation: 1, node, parent, revision, meta });
  }

  /** Makes a folder and gives its id. */
  async createFolder(name: string, parent: NodeId | null = null): Promise<NodeId> {
    const node = createNodeId();
    const meta = await this.meta(name, { node, parent, type: "folder" });
    const reply = await this.append({ op: "folder.put", node, parent, revision: 1, meta });
    if (!reply.ok) throw new Error(await reply.text());
    return node;
  }

  /** Seals a content; nothing is sent. */
  async seal(content: Bytes, at: { node: NodeId; version?: number }) {
    const { space, spaceKey } = this;
    const { node, version = 1 } = at;
    const fileKey = createFileKey();
    const source = {
      space,
      node,
      version,
      generation: 1,
      author: this.person.user,
      sizeBytes: content.length,
    };
    const sealer = await createStreamSealer({ ...source, fileKey });
    const parts: Bytes[] = [];
    for (let part = 0; part < sealer.partCount; part++) {
      const start = part * PART_CONTENT_SIZE_BYTES;
      const plain = asPlain(content.slice(start, start + sealer.contentSizeOf(part)));
      const chunks: Bytes[] = [];
      await sealer.sealPart(part, plain, (chunk) => void chunks.push(chunk));
      parts.push(concat(...chunks));
    }
    const { headerHash, tagsDigest, paddedSize } = await sealer.finish();
    const wrapped = { fileKey, spaceKey, space, generation: 1, node, version, sizeBytes: content.length };
    const wrappedKey = await wrapFileKey(wrapped);
    const record = {
      number: version,
      generation: 1,
      headerHash,
      tagsDigest,
      paddedSizeBytes: paddedSize,
      wrappedKey,
    };
    return { header: sealer.header, parts, record };
  }

  async announce(header: Bytes): Promise<string> {
    const { blob } = await get(this.door, "createBlob", {
      token: this.token,
      params: { space: this.space },
      body: { header: toBase64Url(header) },
    });
    return blob;
  }

  putPart(blob: string, part: number, body: Bytes): Promise<Response> {
    return this.ask("putPart", { params: { blob, part }, body });
  }

  /** Seals and uploads a content whole; what a version entry says of it. */
  async upload(content: Bytes, at: { node: NodeId; version?: number }): Promise<VersionRecord> {
    const { header, parts, record } = await this.seal(content, at);
    const blob = await this.announce(header);
    for (const [part, body] of parts.entries()) {
      const reply = await this.putPart(blob, part, body);
      if (!reply.ok) throw new Error(await reply.text());
    }
    return { ...record, blob: parseBlobId(blob) };
  }

  /** Makes a file and gives its id and version. */
  async createFile(name: string, content: Bytes, parent: NodeId | null = null) {
    const node = createNodeId();
    const version = await this.upload(content, { node });
    const meta = await this.meta(name, { node, parent });
    const reply = await this.append({ op: "file.put", node, parent, revision: 1, meta, version });
    if (!reply.ok) throw new Error(await reply.text());
    return { node, version };
  }

  /** Saves version `number` with revision `number`. */
  async saveVersion(node: NodeId, number: number, content: Bytes): Promise<Response> {
    const version = await this.upload(content, { node, version: number });
    const meta = await this.meta("renamed.bin", { node, revision: number });
    return this.append({ op: "file.version", node, revision: number, meta, version });
  }
}
