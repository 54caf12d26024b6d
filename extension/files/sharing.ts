import { randomBytes } from "../../shared/bytes.ts";
import { AppError } from "../../shared/errors.ts";
import type { NodeId, PortalOrigin, SpaceId, UserId } from "../../shared/ids.ts";
import type { NodeState } from "../../shared/log/space-state.ts";
import { readSpacePages } from "../api/space-pages.ts";
import { hasWaitingWork } from "../live/waiting-work.ts";
import { readProfilesOrNone } from "../people/profiles.ts";
import { append } from "../spaces/append.ts";
import { demandReceivable } from "../spaces/keys-of-members.ts";
import { openSpaces } from "../spaces/my-spaces.ts";
import { makeSpace } from "../spaces/new-space.ts";
import { type OpenSpace, openPersonalSpace, openSpace } from "../spaces/open-space.ts";
import { keepPlace } from "../spaces/places.ts";
import { expel, grantTo } from "../spaces/room-members.ts";
import { freshPersonalSpace, freshSpace, freshSpaceOf } from "../spaces/sync-space.ts";
import { bringTo } from "./bring-to.ts";
import { announceChange } from "./change-channel.ts";
import { fileOf } from "./tree.ts";

/** Sharing a file of one's own Private Room: Full Access, or Deny Access. */

export interface SharedWith {
  readonly user: UserId;
  readonly name: string | null;
  /** He has no key yet, and gets it by itself. */
  readonly isPending: boolean;
}

export interface Sharing {
  readonly owner: UserId;
  readonly ownerName: string | null;
  /** Without the owner; empty for a file that is not shared. */
  readonly people: readonly SharedWith[];
  readonly mayShare: boolean;
}

interface OnFile {
  readonly origin: PortalOrigin;
  readonly node: NodeId;
}

/** @throws NOT_FOUND and what opening the space throws */
export async function readSharing({ origin, node }: OnFile): Promise<Sharing> {
  const home = await freshSpaceOf(origin, node);
  const [profiles, spaces] = await Promise.all([
    readProfilesOrNone(home.session),
    readSpacePages(home.client),
  ]);
  const { owner, kind } = home.state;
  const waiting = spaces.find(({ space }) => space === home.space)?.waiting ?? [];
  const nameOf = (user: UserId): string | null => profiles.get(user)?.name ?? null;
  const readers = kind === "file" ? [...home.state.readersAt(home.portal.now)] : [];
  const people = readers
    .filter((user) => user !== owner)
    .map((user) => ({ user, name: nameOf(user), isPending: waiting.includes(user) }));
  const mayShare = kind !== "room" && owner === home.user;
  return { owner, ownerName: nameOf(owner), people, mayShare };
}

interface Change extends OnFile {
  readonly give: readonly UserId[];
  readonly deny: readonly UserId[];
  readonly onProgress?: (doneBytes: number, totalBytes: number) => void;
  readonly signal?: AbortSignal;
}

/**
 * Gives Full Access and takes it away, in this order. The first time the newest version is sealed anew for a space of its own,
 * as a stream. After a denial a new key is made at once.
 * @throws WORK_WAITING when something of it is in no version yet; RIGHT_MISSING, NOT_VERIFIED, what reading and uploading throw
 */
export async function saveSharing(change: Change): Promise<void> {
  const { origin, node, give, deny } = change;
  const personal = await freshPersonalSpace(origin);
  const file = fileOf(personal.state, node);
  if (file.sharedAs === null && give.length === 0) return;
  await demandReceivable(personal, give);
  // What waits in the old place would reach nobody from then on
  if (file.sharedAs === null && (await hasWaitingWork(personal, node))) throw new AppError("WORK_WAITING");
  const home = await freshSpace(origin, file.sharedAs ?? (await moveOut(personal, file, change)));
  if (home.state.kind !== "file" || home.state.fileNode !== node) throw new AppError("CONTEXT_WRONG");
  const members = give.filter((user) => !home.state.members.has(user));
  if (members.length > 0)
    await grantTo(
      home,
      members.map((user) => ({ user, level: "FullAccess" })),
    );
  const gone = deny.filter((user) => home.state.members.has(user));
  if (gone.length > 0) await expel(home, gone);
  announceChange({ origin, node, version: null });
}

/** A space of its own for the file. Each step that an earlier try has done is found done. */
async function moveOut(personal: OpenSpace, file: NodeState, change: Change): Promise<SpaceId> {
  const { origin, node } = change;
  const home = (await findHome(origin, node)) ?? (await makeHome(personal, node));
  await bringTo(home, personal, file, change);
  await append(personal, async (state) => {
    // Somebody may have saved or renamed it meanwhile, in another tab
    if (fileOf(state, node).revision !== file.revision) throw new AppError("VERSION_CONFLICT");
    return { op: "node.share", node, space: home.space };
  });
  await keepPlace(origin, node, home.space);
  return home.space;
}

async function findHome(origin: PortalOrigin, node: NodeId): Promise<OpenSpace | null> {
  const { user } = await openPersonalSpace(origin);
  const found = await openSpaces(origin, ["file"]);
  const own = found.find(({ space }) => space?.state.owner === user && space.state.fileNode === node);
  return own?.space ?? null;
}

async function makeHome({ session, origin }: OpenSpace, node: NodeId): Promise<OpenSpace> {
  const nonce = randomBytes(16);
  const { space } = await makeSpace(session, {
    genesis: (keyCommitment) => ({ op: "space.create", kind: "file", nonce, keyCommitment, node }),
  });
  return openSpace(origin, space);
}
