import type { BodyJson } from "../../shared/api/contract.ts";
import { asSealed, type Bytes, parseBase64Url, randomBytes, toBase64Url } from "../../shared/bytes.ts";
import { sealLockbox } from "../../shared/crypto/lockbox.ts";
import { commitSpaceKey, createSpaceKey, type SpaceKey } from "../../shared/crypto/space-key.ts";
import { createNodeId, type EntryHash, type NodeId, type SpaceId } from "../../shared/ids.ts";
import { type EntryFields, type Head, type ParsedEntry, spaceOfGenesis } from "../../shared/log/entry.ts";
import { ADMIN_TITLE_BYTES } from "../../shared/log/member-body.ts";
import type { KeyRotate, MemberLevel, RoomSettings } from "../../shared/log/member-operations.ts";
import type { FolderPut, Operation, SpaceCreate, SpaceOperation } from "../../shared/log/operations.ts";
import { replayPortal } from "../../shared/log/portal-state.ts";
import { replaySpace } from "../../shared/log/replay.ts";
import type { RoomType } from "../../shared/rights/levels.ts";
import { signAs } from "./accounts.ts";
import { codeOf } from "./ask.ts";
import { Client } from "./client.ts";
import type { Person } from "./people.ts";
import type { Resident } from "./portal.ts";

/** Rooms and shared files as the people of one test know them: they all see the same head. */

interface Generation {
  readonly generation: number;
  readonly head: EntryHash;
  readonly spaceKey: SpaceKey;
}

type Changes = Partial<EntryFields>;

export interface RoomPlan {
  readonly roomType?: RoomType;
  readonly copyOf?: SpaceId | null;
  readonly members?: readonly (readonly [Resident, MemberLevel])[];
  /** Besides the owner and the members; the lockboxes of these stay out. */
  readonly without?: readonly Resident[];
  readonly followers?: readonly SpaceOperation[];
  /** Without settings, which take the portal's admin key. */
  readonly isBare?: boolean;
}

export const settingsOf = (revision = 1, isDownloadDenied = false): RoomSettings => ({
  ...({ op: "room.settings", revision, isDownloadDenied, adminGeneration: 1 } as const),
  about: asSealed(randomBytes(160)),
  titleForAdmins: asSealed(randomBytes(ADMIN_TITLE_BYTES)),
});

export const folderOf = (parent: NodeId | null = null): FolderPut => ({
  ...({ op: "folder.put", node: createNodeId(), parent, revision: 1 } as const),
  meta: asSealed(randomBytes(160)),
});

/** The portal's admin key, to which the titles of rooms are sealed: before the first room. */
export async function makeAdminKey(owner: Resident): Promise<void> {
  const spaceKey = createSpaceKey();
  const entry = await owner.sign({
    ...({ op: "portal.key", generation: 1, keyCommitment: randomBytes(32) } as const),
    adminKemPublic: owner.person.kemPublic,
  });
  const at = { space: owner.portal.portal, generation: 1, head: entry.hash, spaceKey };
  const lockbox = toBase64Url(await lockboxOf(owner, owner.person, at));
  const code = await codeOf(owner.send(entry, { lockboxes: [lockbox] }));
  if (code !== "200") throw new Error(`portal.key: ${code}`);
  owner.portal.head = { seq: entry.seq, hash: entry.hash };
}

/** A lockbox as its author seals it. */
export const lockboxOf = (
  by: Resident,
  to: Person,
  { space, generation, head, spaceKey }: Generation & { space: SpaceId },
) =>
  sealLockbox({
    ...{ spaceKey, space, generation, head, member: to.user, memberKemPublic: to.kemPublic },
    ...{ author: by.user, signKey: by.person.signKey },
  });

/** A space that was begun. */
export class Room {
  readonly owner: Resident;
  readonly genesis: ParsedEntry;
  readonly space: SpaceId;
  head: Head;
  now: Generation;

  constructor(owner: Resident, genesis: ParsedEntry, last: ParsedEntry, now: Generation) {
    this.owner = owner;
    this.genesis = genesis;
    this.space = spaceOfGenesis(genesis);
    this.head = { seq: last.seq, hash: last.hash };
    this.now = now;
  }

  /** The next entry, signed but not sent. */
  sign(as: Resident, operation: Operation, changes: Changes = {}): Promise<ParsedEntry> {
    const { space, head } = this;
    const place = { space, seq: head.seq + 1, prev: head.hash, portalHead: as.portal.head };
    return signAs(as.person, { ...place, operation, ...changes });
  }

  send(as: Resident, entry: ParsedEntry, lockboxes?: readonly Bytes[]): Promise<Response> {
    const body: BodyJson<"appendEntry"> = { entry: toBase64Url(entry.wire) };
    if (lockboxes) body.lockboxes = lockboxes.map(toBase64Url);
    return as.ask("appendEntry", { params: { space: this.space }, body });
  }

  /** Signs, sends and moves on when it was taken; gives the code or status. */
  async append(as: Resident, operation: SpaceOperation, lockboxes?: readonly Bytes[]): Promise<string> {
    const entry = await this.sign(as, operation);
    const code = await codeOf(this.send(as, entry, lockboxes));
    if (code === "200") this.head = { seq: entry.seq, hash: entry.hash };
    return code;
  }

  /** The same for one that must be taken. */
  async put(as: Resident, operation: SpaceOperation, lockboxes?: readonly Bytes[]): Promise<void> {
    const code = await this.append(as, operation, lockboxes);
    if (code !== "200") throw new Error(`${operation.op}: ${code}`);
  }

  lockbox(by: Resident, to: Resident, changes: Partial<Generation & { space: SpaceId }> = {}) {
    return lockboxOf(by, to.person, { space: this.space, ...this.now, ...changes });
  }

  async give(by: Resident, ...to: readonly Resident[]): Promise<string> {
    const lockboxes = await Promise.all(to.map((one) => this.lockbox(by, one)));
    const body = { lockboxes: lockboxes.map(toBase64Url) };
    return codeOf(by.ask("putLockboxes", { params: { space: this.space }, body }));
  }

  /** Members with the room's key. */
  async admit(by: Resident, ...grants: readonly (readonly [Resident, MemberLevel])[]): Promise<void> {
    const members = grants.map(([{ user }, level]) => ({ user, level }));
    const lockboxes = await Promise.all(grants.map(([one]) => this.lockbox(by, one)));
    await this.put(by, { op: "member.put", members }, lockboxes);
  }

  /** A new generation as its author makes it; nothing is sent. */
  async newGeneration(by: Resident, to: readonly Resident[]) {
    const spaceKey = createSpaceKey();
    const generation = this.now.generation + 1;
    const keyCommitment = await commitSpaceKey(spaceKey, generation);
    const operation: KeyRotate = {
      ...({ op: "key.rotate", generation, keyCommitment } as const),
      previous: asSealed(randomBytes(60)),
    };
    const entry = await this.sign(by, operation);
    const next: Generation = { generation, head: entry.hash, spaceKey };
    const lockboxes = await Promise.all(to.map((one) => this.lockbox(by, one, next)));
    return { entry, next, lockboxes };
  }

  async rotate(by: Resident, ...others: readonly Resident[]): Promise<string> {
    const { entry, next, lockboxes } = await this.newGeneration(by, [by, ...others]);
    const code = await codeOf(this.send(by, entry, lockboxes));
    if (code === "200") [this.head, this.now] = [{ seq: entry.seq, hash: entry.hash }, next];
    return code;
  }

  read(as: Resident): Promise<string> {
    return codeOf(as.ask("getSpace", { params: { space: this.space, from: 0 } }));
  }

  /** Somebody at work in the first generation: uploads, files and folders. */
  async client(as: Resident): Promise<Client> {
    const { space, now, genesis, head } = this;
    const personal = { entry: genesis, space, spaceKey: now.spaceKey, lockbox: await this.lockbox(as, as) };
    const { portal, account, token } = as;
    const client = new Client({ door: portal.door, account, token, personal, portalHead: portal.head });
    client.head = head;
    return client;
  }

  /** A file that somebody made here. */
  async createFile(as: Resident, content: Bytes = randomBytes(3)) {
    const client = await this.client(as);
    const file = await client.createFile("a.docx", content);
    this.head = client.head;
    return file;
  }
}

/** A space's first entry, and the key that it commits to. */
export async function beginSpace(
  by: Resident,
  make: (start: { nonce: Bytes; keyCommitment: Bytes }) => SpaceCreate,
) {
  const spaceKey = createSpaceKey();
  const start = { nonce: randomBytes(16), keyCommitment: await commitSpaceKey(spaceKey, 1) };
  const genesis = await signAs(by.person, {
    ...{ space: null, seq: 0, prev: null, portalHead: by.portal.head, operation: make(start) },
  });
  return { genesis, spaceKey };
}

export const sendSpace = (by: Resident, entries: readonly ParsedEntry[], lockboxes: readonly Bytes[]) =>
  by.ask("createSpace", {
    body: {
      entries: entries.map(({ wire }) => toBase64Url(wire)),
      lockboxes: lockboxes.map(toBase64Url),
    },
  });

/** What a room begins with; nothing is sent. */
export async function planRoom(by: Resident, plan: RoomPlan = {}) {
  const { roomType = "Custom", copyOf = null, members = [], without = [] } = plan;
  const { genesis, spaceKey } = await beginSpace(by, (start) => ({
    ...({ op: "space.create", kind: "room", roomType, copyOf } as const),
    ...start,
  }));
  const now: Generation = { generation: 1, head: genesis.hash, spaceKey };
  const [start, entries] = [new Room(by, genesis, genesis, now), [genesis]];
  const put = { op: "member.put", members: members.map(([{ user }, level]) => ({ user, level })) } as const;
  const first = [...(plan.isBare ? [] : [settingsOf()]), ...(members.length > 0 ? [put] : [])];
  for (const operation of [...first, ...(plan.followers ?? [])]) {
    const entry = await start.sign(by, operation);
    entries.push(entry);
    start.head = { seq: entry.seq, hash: entry.hash };
  }
  const given = [by, ...members.map(([one]) => one)].filter((one) => !without.includes(one));
  const lockboxes = await Promise.all(given.map((one) => start.lockbox(by, one)));
  return { entries, lockboxes, room: new Room(by, genesis, entries.at(-1) ?? genesis, now) };
}

export async function createRoom(by: Resident, plan: RoomPlan = {}): Promise<Room> {
  const { entries, lockboxes, room } = await planRoom(by, plan);
  const code = await codeOf(sendSpace(by, entries, lockboxes));
  if (code !== "200") throw new Error(`createSpace: ${code}`);
  return room;
}

/** A Private Room, or the space of a file that is to be shared. */
export async function createOwnSpace(by: Resident, node: NodeId | null = null): Promise<Room> {
  const { genesis, spaceKey } = await beginSpace(by, (start) =>
    node === null
      ? { op: "space.create", kind: "personal", ...start }
      : { op: "space.create", kind: "file", node, ...start },
  );
  const room = new Room(by, genesis, genesis, { generation: 1, head: genesis.hash, spaceKey });
  const code = await codeOf(sendSpace(by, [genesis], [await room.lockbox(by, by)]));
  if (code !== "200") throw new Error(`createSpace: ${code}`);
  return room;
}

/** What a client makes of the two logs as the Worker has them: it refuses what the Worker should not have taken. */
export async function replayed(as: Resident, { space }: Room): Promise<void> {
  const wires = ({ entries }: { entries: readonly string[] }) => entries.map(parseBase64Url);
  const portal = await replayPortal(wires(await as.get("getPortalLog", { params: { from: 0 } })));
  const page = await as.get("getSpace", { params: { space, from: 0 } });
  const { head } = await replaySpace({ portal, space }, wires(page));
  if (head.hash !== page.head.hash) throw new Error("The log does not end at its head");
}
