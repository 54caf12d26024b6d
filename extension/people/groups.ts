import { equalBytes, randomBytes, toBase64Url } from "../../shared/bytes.ts";
import { commitGroupName, GROUP_NAME_SALT_BYTES } from "../../shared/crypto/group-name.ts";
import { parsePersonName } from "../../shared/crypto/profile.ts";
import { createGroupId, type GroupId, type PortalOrigin, type UserId } from "../../shared/ids.ts";
import { isActive } from "../../shared/log/portal-facts.ts";
import { isPortalAdminType } from "../../shared/rights/user-types.ts";
import { appendToPortal, type PortalDraft } from "../spaces/append-portal.ts";
import { newestPortal, type OpenPortal, openPortal } from "../spaces/portal-session.ts";
import { type Profiles, readProfiles } from "./profiles.ts";

/** Groups of people. Who is in a group is in the portal's signed log; the name only by its commitment. */

export interface Group {
  readonly group: GroupId;
  readonly name: string | null;
  /** Those whom the person may see. */
  readonly members: readonly UserId[];
  /** There are guests in it besides, whom he does not see: he puts it into no room. */
  readonly hasUnseen: boolean;
}

/** By name. @throws RIGHT_MISSING for who may see no groups; OFFLINE, LOCKED … */
export async function listGroups(origin: PortalOrigin): Promise<Group[]> {
  const portal = await newestPortal(origin);
  const [names, profiles] = await Promise.all([readNames(portal), readProfiles(portal)]);
  const { state } = portal;
  return [...state.groups.values()]
    .filter(({ isDeleted }) => !isDeleted)
    .map(({ group, members }) => {
      const active = [...members].filter((user) => isActive(state.users.get(user)));
      const seen = active.filter((user) => mayKnow(portal, profiles, user));
      return {
        ...{ group, name: names.get(group) ?? null },
        ...{ members: seen, hasUnseen: seen.length < active.length },
      };
    })
    .sort((a, b) => (a.name ?? "").localeCompare(b.name ?? ""));
}

/** Names that the log commits to. */
async function readNames({ client, state }: OpenPortal): Promise<ReadonlyMap<GroupId, string>> {
  const { groups } = await client.call("listGroups", {});
  const names = new Map<GroupId, string>();
  for (const { group, salt, name } of groups) {
    const commitment = state.groups.get(group)?.nameCommitment;
    if (commitment && equalBytes(await commitGroupName({ salt, name }), commitment)) names.set(group, name);
  }
  return names;
}

/** The log has the ids of all guests; others' guests are shown to admins of the portal only, as in the list of people. */
function mayKnow({ state, user: self }: OpenPortal, profiles: Profiles, user: UserId): boolean {
  const type = state.users.get(self)?.type;
  const seesAll = type !== undefined && isPortalAdminType(type);
  return seesAll || state.users.get(user)?.type !== "Guest" || profiles.has(user);
}

/** An entry that commits to a name, and the name beside it. @throws OBJECT_MALFORMED for a name that cannot be one */
async function named(
  op: "group.create" | "group.rename",
  group: GroupId,
  typed: string,
): Promise<PortalDraft> {
  const name = parsePersonName(typed);
  const salt = randomBytes(GROUP_NAME_SALT_BYTES);
  const nameCommitment = await commitGroupName({ salt, name });
  return {
    operation: { op, group, nameCommitment },
    companions: { groupName: { group, name, salt: toBase64Url(salt) } },
  };
}

export async function createGroup(input: {
  origin: PortalOrigin;
  name: string;
  members: readonly UserId[];
}): Promise<GroupId> {
  const { origin, name, members } = input;
  const group = createGroupId();
  const draft = await named("group.create", group, name);
  await appendToPortal(await openPortal(origin), async () => draft);
  if (members.length > 0) await changeGroupMembers({ origin, group, added: members, removed: [] });
  return group;
}

interface OnGroup {
  readonly origin: PortalOrigin;
  readonly group: GroupId;
}

export async function renameGroup({ origin, group, name }: OnGroup & { name: string }): Promise<void> {
  const draft = await named("group.rename", group, name);
  await appendToPortal(await openPortal(origin), async () => draft);
}

/** Rooms follow by themselves. */
export async function changeGroupMembers(
  input: OnGroup & { added: readonly UserId[]; removed: readonly UserId[] },
): Promise<void> {
  const { origin, group } = input;
  await appendToPortal(await openPortal(origin), async (state) => {
    const members = state.groups.get(group)?.members ?? new Set<UserId>();
    const added = input.added.filter((user) => !members.has(user));
    const removed = input.removed.filter((user) => members.has(user));
    return { operation: { op: "group.members", group, added, removed } };
  });
}

export async function deleteGroup({ origin, group }: OnGroup): Promise<void> {
  await appendToPortal(await openPortal(origin), async () => ({ operation: { op: "group.delete", group } }));
}
