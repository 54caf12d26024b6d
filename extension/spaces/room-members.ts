import { AppError } from "../../shared/errors.ts";
import type { GroupId, InvitationId, UserId } from "../../shared/ids.ts";
import { MEMBERS_PER_ENTRY_MAX } from "../../shared/log/member-body.ts";
import type { MemberGrant } from "../../shared/log/member-operations.ts";
import type { Level } from "../../shared/rights/levels.ts";
import { append, appendDraft } from "./append.ts";
import { isStale } from "./key-holders.ts";
import { demandReceivable, giveKeys, LOCKBOXES_AT_ONCE, rotate, sealNewest } from "./keys-of-members.ts";
import type { OpenSpace } from "./open-space.ts";
import { syncPortalSession } from "./portal-session.ts";
import type { OnRoom } from "./rooms.ts";
import { freshSpace } from "./sync-space.ts";

/** Who is in a room. Keys follow by themselves: whoever comes gets a lockbox, whoever goes makes a new generation. */

/** New members, or other levels for those who are. @throws RIGHT_MISSING, NOT_VERIFIED */
export async function putMembers(
  input: OnRoom & { members: readonly { user: UserId; level: Level }[] },
): Promise<void> {
  await grantTo(await freshSpace(input.origin, input.space), input.members);
}

/** The same for a space of any kind: who is in it by the entry gets the key with it. */
export async function grantTo(space: OpenSpace, grants: readonly MemberGrant[]): Promise<void> {
  // Somebody may have joined a moment ago
  await syncPortalSession(space.session);
  for (let at = 0; at < grants.length; at += MEMBERS_PER_ENTRY_MAX)
    await grantSome(space, grants.slice(at, at + MEMBERS_PER_ENTRY_MAX));
}

async function grantSome(space: OpenSpace, members: readonly MemberGrant[]): Promise<void> {
  const before = space.state.readersAt(space.portal.now);
  const fresh = members.map(({ user }) => user).filter((user) => !before.has(user));
  await demandReceivable(space, fresh);
  const now = fresh.slice(0, LOCKBOXES_AT_ONCE);
  await appendDraft(space, async () => ({
    operation: { op: "member.put", members },
    lockboxes: () => sealNewest(space, now),
  }));
  await giveKeys(space, fresh.slice(LOCKBOXES_AT_ONCE));
}

/** With a new key at once. Oneself: leaving. @throws RIGHT_MISSING */
export async function removeMembers(input: OnRoom & { users: readonly UserId[] }): Promise<void> {
  const { origin, space: id, users } = input;
  await expel(await freshSpace(origin, id), users);
}

/** The same for a space of any kind. */
export async function expel(space: OpenSpace, users: readonly UserId[]): Promise<void> {
  await append(space, async (state) => ({
    op: "member.remove",
    users: users.filter((user) => state.ownLevelOf(user, space.portal.now) !== null),
  }));
  await replaceKey(space);
}

/** Should it fail, the space is frozen for writing until somebody's upkeep has done it. */
async function replaceKey(space: OpenSpace): Promise<void> {
  const isReader = space.state.isReader(space.user, space.portal.now);
  if (!isReader || !isStale(space)) return;
  await rotate(space).catch((error: unknown) => {
    if (!(error instanceof AppError)) throw error;
  });
}

export async function admitGroup(input: OnRoom & { group: GroupId; level: Level }): Promise<void> {
  const { origin, space: id, group, level } = input;
  const space = await freshSpace(origin, id);
  const before = space.state.readersAt(space.portal.now);
  await append(space, async () => ({ op: "group.admit", group, level }));
  const fresh = [...space.state.readersAt(space.portal.now)].filter((user) => !before.has(user));
  // The group is in whatever happens to the keys: who may have none yet waits
  await giveKeys(space, fresh);
}

export async function expelGroup(input: OnRoom & { group: GroupId }): Promise<void> {
  const space = await freshSpace(input.origin, input.space);
  await append(space, async () => ({ op: "group.expel", group: input.group }));
  await replaceKey(space);
}

/**
 * Takes an invitation's membership back; the invitation itself stays. A guest's is good for nothing then, until it is in a room
 * again. Inviting is people/invitations.ts with `room`.
 */
export async function uninviteFromRoom(input: OnRoom & { invitation: InvitationId }): Promise<void> {
  const { invitation } = input;
  const space = await freshSpace(input.origin, input.space);
  await append(space, async () => ({ op: "member.uninvite", invitation }));
}
