import type { GroupId, SpaceId } from "../../shared/ids.ts";
import { MEMBERS_PER_ENTRY_MAX } from "../../shared/log/member-body.ts";
import { isActive } from "../../shared/log/portal-facts.ts";
import { can } from "../../shared/rights/can.ts";
import { type Level, levelsToGive } from "../../shared/rights/levels.ts";
import { copyContents } from "../files/copy-contents.ts";
import { append } from "./append.ts";
import { receivable } from "./keys-of-members.ts";
import { type OpenSpace, openSpace } from "./open-space.ts";
import { admitGroup } from "./room-members.ts";
import { ownSubject, roomObjectOf } from "./room-object.ts";
import { readAbout } from "./room-settings.ts";
import { createRoom, type OnRoom } from "./rooms.ts";
import { freshSpace } from "./sync-space.ts";

/** A second room like one that is there. */

interface Member {
  readonly user: OpenSpace["user"];
  readonly level: Level;
}

/** Members with levels that a new owner could give them: who was Room manager once and is a User by now has none. */
function membersToCopy({ state, portal, user }: OpenSpace): Member[] {
  const { roomType } = state;
  if (roomType === null) return [];
  return [...state.members].flatMap(([member, level]) => {
    const person = portal.users.get(member);
    if (level === "FullAccess" || member === user || !person || !isActive(person)) return [];
    const gift = { giver: "RoomOwner", roomType, receiverType: person.type, current: null } as const;
    return levelsToGive(gift).includes(level) ? [{ user: member, level }] : [];
  });
}

/** Groups that are still there. */
const groupsToCopy = ({ state, portal }: OpenSpace): (readonly [GroupId, Level])[] =>
  [...state.groups].filter(([group]) => portal.now.group(group)?.isDeleted === false);

/**
 * A new room with the same title, looks, type, members and groups; with contents for its owner and Room managers who hold the
 * key, out of the archive too (`hasContents` says whether it has). Who may be given no key yet is a member that waits for it.
 * @throws RIGHT_MISSING, what reading and uploading throw: the room is there then, with what was copied
 */
export async function copyRoom(
  input: OnRoom & {
    title: string;
    onProgress?: (doneFiles: number, totalFiles: number) => void;
    signal?: AbortSignal;
  },
): Promise<{ space: SpaceId; hasContents: boolean }> {
  const { origin, title } = input;
  const from = await freshSpace(origin, input.space);
  const about = await readAbout(from).catch(() => ({ colour: 0 }));
  const object = roomObjectOf(from);
  const members = membersToCopy(from);
  const given = new Set(
    await receivable(
      from,
      members.map(({ user }) => user),
    ),
  );
  const { roomType, isDownloadDenied } = object;
  const space = await createRoom({
    ...{ origin, title, colour: about.colour, roomType, isDownloadDenied, copyOf: from.space },
    members: members.filter(({ user }) => given.has(user)),
  });
  const to = await openSpace(origin, space);
  await admitWaiting(
    to,
    members.filter(({ user }) => !given.has(user)),
  );
  for (const [group, level] of groupsToCopy(from)) await admitGroup({ origin, space, group, level });
  const hasContents = can(ownSubject(from), "room:copyContents", object).allowed;
  if (hasContents) await copyContents(from, to, input);
  return { space, hasContents };
}

/** Without lockboxes. */
async function admitWaiting(space: OpenSpace, members: readonly Member[]): Promise<void> {
  for (let at = 0; at < members.length; at += MEMBERS_PER_ENTRY_MAX) {
    const some = members.slice(at, at + MEMBERS_PER_ENTRY_MAX);
    await append(space, async () => ({ op: "member.put", members: some }));
  }
}
