import type { GroupId, InvitationId, PortalOrigin, UserId } from "../../shared/ids.ts";
import type { ParsedEntry } from "../../shared/log/entry.ts";
import type { MemberLevel } from "../../shared/log/member-operations.ts";
import type { Operation } from "../../shared/log/operations.ts";
import type { PortalSettings } from "../../shared/log/portal-operations.ts";
import type { UserType } from "../../shared/rights/user-types.ts";
import { listGroups } from "../people/groups.ts";
import { listInvitations } from "../people/invitations.ts";
import type { Profiles } from "../people/profiles.ts";
import type { OpenPortal } from "./portal-session.ts";

/** What an entry of a log says beyond its name: whom, which level, which type, which switch. */

export type HistoryFact =
  | {
      readonly kind: "person";
      readonly user: UserId;
      readonly name: string | null;
      readonly level: MemberLevel | null;
    }
  /** To or from the group that the entry is about. */
  | { readonly kind: "added" | "removed"; readonly user: UserId; readonly name: string | null }
  | { readonly kind: "group"; readonly group: GroupId; readonly name: string | null }
  | { readonly kind: "level"; readonly level: MemberLevel }
  | { readonly kind: "type"; readonly type: UserType }
  /** Whom an invitation was meant for. */
  | { readonly kind: "address"; readonly email: string }
  | { readonly kind: "inviter"; readonly user: UserId; readonly name: string | null }
  | {
      readonly kind: "setting";
      readonly setting: keyof PortalSettings;
      readonly value: boolean | number;
    }
  | { readonly kind: "downloads"; readonly isDenied: boolean };

/** What the facts of a log's entries are looked up in. Names that the person may not see are left out. */
export interface HistoryNames {
  readonly portal: OpenPortal;
  readonly profiles: Profiles;
  readonly groups: ReadonlyMap<GroupId, string | null>;
  readonly addresses: ReadonlyMap<InvitationId, string | null>;
  /** Whether downloads are denied from these entries on, where they were not before, or the other way round. */
  readonly downloads: ReadonlyMap<number, boolean>;
}

/** Asks the portal for no more than these entries speak of. */
export async function namesFor(
  origin: PortalOrigin,
  portal: OpenPortal,
  profiles: Profiles,
  entries: readonly ParsedEntry[],
): Promise<HistoryNames> {
  const speakOf = (field: string) => entries.some(({ operation }) => field in operation);
  const [groups, invitations] = await Promise.all([
    speakOf("group") ? listGroups(origin).catch(() => []) : [],
    speakOf("invitation") ? listInvitations(origin).catch(() => []) : [],
  ]);
  return {
    ...{ portal, profiles },
    groups: new Map(groups.map(({ group, name }) => [group, name])),
    addresses: new Map(invitations.map(({ invitation, email }) => [invitation, email])),
    downloads: findDownloadSwitches(entries),
  };
}

/** An entry states all settings of a room; each new title says the switch again. */
function findDownloadSwitches(entries: readonly ParsedEntry[]): ReadonlyMap<number, boolean> {
  const switches = new Map<number, boolean>();
  let isDenied = false;
  for (const { seq, operation } of entries) {
    if (operation.op !== "room.settings" || operation.isDownloadDenied === isDenied) continue;
    isDenied = operation.isDownloadDenied;
    switches.set(seq, isDenied);
  }
  return switches;
}

export function factsOf({ seq, operation }: ParsedEntry, names: HistoryNames): readonly HistoryFact[] {
  const person = (user: UserId, level: MemberLevel | null = null): HistoryFact => ({
    ...{ kind: "person", user, level },
    name: names.profiles.get(user)?.name ?? null,
  });
  const moved = (kind: "added" | "removed") => (user: UserId) => ({
    ...({ kind, user } as const),
    name: names.profiles.get(user)?.name ?? null,
  });
  const group = (id: GroupId): HistoryFact => ({
    ...{ kind: "group", group: id },
    name: names.groups.get(id) ?? null,
  });
  switch (operation.op) {
    case "member.put":
      return operation.members.map(({ user, level }) => person(user, level));
    case "member.remove":
      return operation.users.map((user) => person(user));
    case "member.invite":
      return [...invitationFacts(operation, names), { kind: "level", level: operation.level }];
    case "user.invite":
    case "invitation.revoke":
    case "member.uninvite":
      return invitationFacts(operation, names);
    case "user.join":
      return joinFacts(operation, names);
    case "user.type":
      return [person(operation.user), { kind: "type", type: operation.type }];
    case "room.owner":
    case "user.disable":
    case "user.enable":
    case "user.remove":
    case "profile.change":
      return [person(operation.user)];
    case "group.admit":
      return [group(operation.group), { kind: "level", level: operation.level }];
    case "group.members":
      return [
        group(operation.group),
        ...operation.added.map(moved("added")),
        ...operation.removed.map(moved("removed")),
      ];
    case "group.create":
    case "group.rename":
    case "group.delete":
    case "group.expel":
      return [group(operation.group)];
    case "settings.change":
      return changedSettings(operation, names.portal.state.at(seq - 1).settings);
    case "room.settings": {
      const isDenied = names.downloads.get(seq);
      return isDenied === undefined ? [] : [{ kind: "downloads", isDenied }];
    }
    case "portal.create":
    case "portal.key":
    case "portal.remove":
    case "space.create":
    case "key.rotate":
    case "room.archive":
    case "room.restore":
    case "room.remove":
    case "folder.put":
    case "file.put":
    case "file.version":
    case "node.rename":
    case "node.move":
    case "node.trash":
    case "node.restore":
    case "node.delete":
    case "node.share":
      // The name of the operation, and of the file, says it all
      return [];
  }
}

type About<Op extends Operation["op"]> = Extract<Operation, { readonly op: Op }>;

function invitationFacts(
  { invitation }: { readonly invitation: InvitationId },
  { portal, addresses }: HistoryNames,
): HistoryFact[] {
  const email = addresses.get(invitation) ?? null;
  const type = portal.state.invitations.get(invitation)?.type;
  return [
    ...(email === null ? [] : [{ kind: "address", email } as const]),
    ...(type === undefined ? [] : [{ kind: "type", type } as const]),
  ];
}

function joinFacts({ invitation }: About<"user.join">, { portal, profiles }: HistoryNames): HistoryFact[] {
  const found = portal.state.invitations.get(invitation);
  if (!found) return [];
  const { type, invitedBy: user } = found;
  return [
    { kind: "type", type },
    { kind: "inviter", user, name: profiles.get(user)?.name ?? null },
  ];
}

const SETTINGS = [
  "isPrivateRoomOn",
  "areGuestsAllowed",
  "idleLockMaxMinutes",
  "isOnlyVerified",
] as const satisfies readonly (keyof PortalSettings)[];

/** An entry states all settings; what is told is what it changed. */
const changedSettings = (now: PortalSettings, before: PortalSettings): HistoryFact[] =>
  SETTINGS.filter((setting) => now[setting] !== before[setting]).map((setting) => ({
    ...{ kind: "setting", setting },
    value: now[setting],
  }));
