import type { BodyJson } from "../../shared/api/contract.ts";
import {
  asPlain,
  type Bytes,
  concat,
  parseBase64Url,
  randomBytes,
  type Sealed,
  toBase64Url,
} from "../../shared/bytes.ts";
import { createFileKey, wrapFileKey } from "../../shared/crypto/file-key.ts";
import { sealLockbox } from "../../shared/crypto/lockbox.ts";
import { deriveLoginSeed, type LoginSeed, loginPublicOf, signLogin } from "../../shared/crypto/login.ts";
import { sealMeta } from "../../shared/crypto/metadata.ts";
import { parseName } from "../../shared/crypto/names.ts";
import { commitProfile } from "../../shared/crypto/profile.ts";
import { DEFAULT_ARGON2, encodeSlot, type SlotParams } from "../../shared/crypto/slot-params.ts";
import { commitSpaceKey, createSpaceKey, type SpaceKey } from "../../shared/crypto/space-key.ts";
import { PART_CONTENT_SIZE_BYTES } from "../../shared/crypto/stream-header.ts";
import { createStreamSealer } from "../../shared/crypto/stream-seal.ts";
import { createNodeId, type NodeId, parseBlobId, type SpaceId } from "../../shared/ids.ts";
import { type EntryFields, type Head, type ParsedEntry, spaceOfGenesis } from "../../shared/log/entry.ts";
import type { TreeOperation, VersionRecord } from "../../shared/log/operations.ts";
import { signEntry } from "../../shared/log/sign-entry.ts";
import { ask, type Door, get } from "./ask.ts";
import { type Person, people } from "./people.ts";

/** A portal with people in it, made the way a client makes it: everything is really signed and sealed. */

export const SETUP_TOKEN = new Uint8Array(32).fill(7);
const KINDS = ["passphrase", "kit"] as const;

type Login = BodyJson<"createPortal">["logins"][number] & { readonly loginSeed: LoginSeed };

/** What a person registers. */
export interface Account {
  readonly person: Person;
  readonly name: string;
  readonly email: string;
  readonly salt: Bytes;
  readonly logins: readonly Login[];
}

/** A space that was started but not sent yet. */
export interface NewSpace {
  readonly entry: ParsedEntry;
  readonly space: SpaceId;
  readonly spaceKey: SpaceKey;
  readonly lockbox: Sealed;
}

/** The slot holds nothing: no server can tell, and no test waits for Argon2id. */
async function createLogin(kind: "passphrase" | "kit"): Promise<Login> {
  const salt = randomBytes(16);
  const params: SlotParams = kind === "kit" ? { kind, salt } : { kind, salt, argon2: DEFAULT_ARGON2 };
  const loginSeed = await deriveLoginSeed(randomBytes(32), salt);
  const slot = toBase64Url(encodeSlot({ params, nonce: randomBytes(12), sealed: randomBytes(48) }));
  return { kind, loginSeed, loginPublic: toBase64Url(await loginPublicOf(loginSeed)), slot };
}

export const createAccount = async (person: Person, name: string): Promise<Account> => ({
  person,
  name,
  email: `${name.toLowerCase()}@example.org`,
  salt: randomBytes(16),
  logins: await Promise.all(KINDS.map(createLogin)),
});

/** Signs an entry as this person, now. */
export const signAs = (
  person: Person,
  fields: Omit<EntryFields, "author" | "timeMs"> & { timeMs?: number },
) => signEntry({ timeMs: Date.now(), ...fields, author: person.user }, person.signKey);

export const createPortalEntry = async ({ person, ...profile }: Account): Promise<ParsedEntry> =>
  signAs(person, {
    space: null,
    seq: 0,
    prev: null,
    portalHead: null,
    operation: {
      op: "portal.create",
      nonce: randomBytes(16),
      bundle: person.bundle.wire,
      profileCommitment: await commitProfile(profile),
      isPrivateRoomOn: true,
    },
  });

export async function createPersonalSpace(person: Person, portalHead: Head): Promise<NewSpace> {
  const spaceKey = createSpaceKey();
  const keyCommitment = await commitSpaceKey(spaceKey, 1);
  const entry = await signAs(person, {
    space: null,
    seq: 0,
    prev: null,
    portalHead,
    operation: { op: "space.create", kind: "personal", nonce: randomBytes(16), keyCommitment },
  });
  const space = spaceOfGenesis(entry);
  const lockbox = await sealLockbox({
    ...{ spaceKey, space, generation: 1, head: entry.hash, member: person.user },
    ...{ memberKemPublic: person.kemPublic, author: person.user, signKey: person.signKey },
  });
  return { entry, space, spaceKey, lockbox };
}

/** The setup request, as alice's browser sends it. */
export async function createSetup(account: Account, token: Bytes = SETUP_TOKEN) {
  const portal = await createPortalEntry(account);
  const personal = await createPersonalSpace(account.person, { seq: 0, hash: portal.hash });
  const { name, email, salt, person, logins } = account;
  const body: BodyJson<"createPortal"> = {
    token: toBase64Url(token),
    profile: { user: person.user, name, email, salt: toBase64Url(salt) },
    logins: logins.map(({ kind, loginPublic, slot }) => ({ kind, loginPublic, slot })),
    portalEntry: toBase64Url(portal.wire),
    personalEntry: toBase64Url(personal.entry.wire),
    lockbox: toBase64Url(personal.lockbox),
  };
  return { body, portal, personal };
}

/** Both halves of signing in. */
export async function signIn(
  door: Door,
  { email, logins }: Account,
  kind: "passphrase" | "kit" = "passphrase",
) {
  const { challenge } = await get(door, "createChallenge", { body: { email, kind } });
  const { loginSeed } = logins.find((login) => login.kind === kind)!;
  const timeMs = Date.now();
  const proof = { origin: door.origin, challenge: parseBase64Url(challenge), timeMs };
  const signature = toBase64Url(await signLogin({ loginSeed, ...proof }));
  return get(door, "createSession", { body: { email, kind, challenge, timeMs, signature } });
}

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
      for await (const chunk of sealer.sealPart(part, plain)) chunks.push(chunk.slice());
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

/** Registers somebody beside the Owner, as the portal's log will once it has invitations. */
async function register(door: Door, account: Account, space: NewSpace): Promise<void> {
  const { person, name, email, salt, logins } = account;
  await door.sql(
    "insert into users (user, type, is_disabled, bundle, name, email, salt, created_at_ms) values (?, 'User', 0, ?, ?, ?, ?, 1)",
    ...[person.user, person.bundle.wire, name, email, salt],
  );
  for (const { kind, loginPublic, slot } of logins) {
    const cost = kind === "kit" ? [null, null, null] : Object.values(DEFAULT_ARGON2);
    await door.sql(
      "insert into logins (user, kind, login_public, salt, memory_kib, passes, lanes, slot) values (?, ?, ?, ?, ?, ?, ?, ?)",
      ...[person.user, kind, parseBase64Url(loginPublic), randomBytes(16), ...cost, parseBase64Url(slot)],
    );
  }
  await door.sql(
    "insert into spaces values (?, 'personal', ?, 1, 0, 0, ?)",
    space.space,
    person.user,
    space.entry.hash,
  );
  await door.sql("insert into entries values (?, 0, ?, ?)", space.space, space.entry.hash, space.entry.wire);
  await door.sql("insert into memberships values (?, ?)", person.user, space.space);
  await door.sql("insert into lockboxes values (?, ?, 1, ?)", space.space, person.user, space.lockbox);
}

/** Lets another person in and signs him in. */
export async function join(
  door: Door,
  person: Person,
  { name, portalHead }: { name: string; portalHead: Head },
) {
  const account = await createAccount(person, name);
  const personal = await createPersonalSpace(person, portalHead);
  await register(door, account, personal);
  const { token } = await signIn(door, account);
  return new Client({ door, account, token, personal, portalHead });
}

/** A portal that alice has set up, with mallory as a user of it. */
export async function world(door: Door, setupToken: Bytes = SETUP_TOKEN) {
  const everybody = await people();
  const account = await createAccount(everybody.alice, "Alice");
  const { body, portal, personal } = await createSetup(account, setupToken);
  const { token } = await get(door, "createPortal", { body });
  const portalHead: Head = { seq: 0, hash: portal.hash };
  const alice = new Client({ door, account, token, personal, portalHead });
  const mallory = await join(door, everybody.mallory, { name: "Mallory", portalHead });
  return { alice, mallory, portal: spaceOfGenesis(portal), portalHead, people: everybody };
}
