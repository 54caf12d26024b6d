import type { Bytes } from "../../shared/bytes.ts";
import { AppError } from "../../shared/errors.ts";
import type { SpaceId } from "../../shared/ids.ts";
import { type ParsedEntry, parseEntry, spaceOfGenesis, verifyEntry } from "../../shared/log/entry.ts";
import { isMemberOperation } from "../../shared/log/member-body.ts";
import type { MemberOperation } from "../../shared/log/member-operations.ts";
import type { SpaceCreate } from "../../shared/log/operations.ts";
import { canAppend, canCopyRoom, canCreateSpace, demand } from "../../shared/log/rights-of-entry.ts";
import { checkSpaceOperation } from "../../shared/log/space-rules.ts";
import type { Db } from "../db/open.ts";
import type { SessionUser } from "../users/sessions.ts";
import { readSignPublic } from "../users/store.ts";
import { memberOfSpace } from "./access.ts";
import { checkHoldsFile } from "./append.ts";
import type { MemberSpace } from "./facts.ts";
import { readJudged } from "./place.ts";
import { type PortalNow, readPortalNow } from "./portal-head.ts";

/** Who may begin a space: its first entry, and those behind it that set it up, judged one by one. */

/** What may stand behind a first entry in one request. */
const FOLLOWERS: readonly MemberOperation["op"][] = [
  "room.settings",
  "member.put",
  "member.invite",
  "group.admit",
];

interface Follower {
  readonly entry: ParsedEntry;
  readonly operation: MemberOperation;
}

/** All entries are signed by the session's user, who had the right to each. */
export interface GenesisAccess {
  readonly user: SessionUser;
  readonly portalNow: PortalNow;
  readonly genesis: ParsedEntry;
  readonly operation: SpaceCreate;
  readonly followers: readonly Follower[];
}

const refused = (): AppError => new AppError("ENTRY_REFUSED");

async function parseAll(db: Db, user: SessionUser, wires: readonly Bytes[]): Promise<ParsedEntry[]> {
  const entries = await Promise.all(wires.map(parseEntry));
  if (entries.some(({ author }) => author !== user.user)) throw new AppError("RIGHT_MISSING");
  const signPublic = await readSignPublic(db, user.user);
  await Promise.all(entries.map((entry) => verifyEntry(entry, signPublic)));
  return entries;
}

/** A copy is made of a room that the person sees. */
async function demandCopy(
  db: Db,
  user: SessionUser,
  { source, portalNow }: { source: SpaceId; portalNow: PortalNow },
): Promise<void> {
  const { space } = await memberOfSpace(db, user, { space: source, use: "look" });
  // The rights to copy ask about nobody but the author
  const operation = { op: "room.archive" } as const;
  const { place } = await readJudged(db, { space, operation, portalNow, tree: null });
  if (place.kind !== "room") throw refused();
  demand(canCopyRoom(user, place));
}

/** The space as it is for its owner right after its first entry, and after the ones that were judged already. */
const bornSpace = (genesis: ParsedEntry, operation: SpaceCreate, portalNow: PortalNow): MemberSpace => ({
  space: spaceOfGenesis(genesis),
  kind: operation.kind,
  owner: genesis.author,
  head: { seq: 0, hash: genesis.hash },
  itemCount: 0,
  generation: 1,
  generationHead: genesis.hash,
  generationAuthor: genesis.author,
  portalSeq: genesis.portalHead?.seq ?? 0,
  roomType: operation.kind === "room" ? operation.roomType : null,
  isArchived: false,
  isDownloadDenied: false,
  settingsRevision: 0,
  fileNode: operation.kind === "file" ? operation.node : null,
  isStale: false,
  isPrivateRoomOn: portalNow.isPrivateRoomOn,
  isReader: true,
  level: null,
  holdsKey: true,
});

function nextSpace(space: MemberSpace, { entry, operation }: Follower): MemberSpace {
  const settingsRevision = operation.op === "room.settings" ? operation.revision : space.settingsRevision;
  return { ...space, head: { seq: entry.seq, hash: entry.hash }, settingsRevision };
}

async function judgeFollowers(
  db: Db,
  user: SessionUser,
  { born, rest, portalNow }: { born: MemberSpace; rest: readonly ParsedEntry[]; portalNow: PortalNow },
): Promise<Follower[]> {
  const followers: Follower[] = [];
  let space = born;
  for (const entry of rest) {
    const { operation } = entry;
    const isNext = entry.seq === space.head.seq + 1 && entry.prev === space.head.hash;
    if (!isMemberOperation(operation) || !FOLLOWERS.includes(operation.op)) throw refused();
    if (entry.space !== space.space || !isNext) throw refused();
    const { portal, place } = await readJudged(db, { space, operation, portalNow, tree: null });
    demand(canAppend(portal, user, operation, place));
    checkSpaceOperation(portal, place, operation);
    checkHoldsFile(space, operation);
    followers.push({ entry, operation });
    space = nextSpace(space, { entry, operation });
  }
  return followers;
}

/**
 * Reads the entries that begin a space and asks the tables for the right to each.
 * @throws ENTRY_MALFORMED, ENTRY_SIGNATURE, ENTRY_REFUSED, RIGHT_MISSING, PRIVATE_ROOM_OFF; NOT_FOUND for a room to copy
 */
export async function authorOfGenesis(
  db: Db,
  user: SessionUser,
  wires: readonly Bytes[],
): Promise<GenesisAccess> {
  const portalNow = await readPortalNow(db);
  const [genesis, ...rest] = await parseAll(db, user, wires);
  if (genesis?.operation.op !== "space.create") throw refused();
  const { operation } = genesis;
  demand(canCreateSpace(portalNow, user, operation.kind));
  if (operation.kind === "room" && operation.copyOf !== null)
    await demandCopy(db, user, { source: operation.copyOf, portalNow });
  const born = bornSpace(genesis, operation, portalNow);
  const followers = await judgeFollowers(db, user, { born, rest, portalNow });
  return { user, portalNow, genesis, operation, followers };
}
