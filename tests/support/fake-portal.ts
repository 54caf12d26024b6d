import type { Contact } from "../../extension/people/contacts.ts";
import type { Group } from "../../extension/people/groups.ts";
import type { InvitationRow } from "../../extension/people/invitations.ts";
import type { RoomMember } from "../../extension/spaces/room-people.ts";
import type { RoomDetail } from "../../extension/spaces/rooms.ts";
import type { PendingMatters } from "../../extension/spaces/upkeep.ts";
import type { PopupCore } from "../../extension/state/popup-core.ts";
import { toBase64Url } from "../../shared/bytes.ts";
import { AppError, type ErrorCode } from "../../shared/errors.ts";
import {
  createInvitationId,
  type InvitationId,
  parseGroupId,
  parseSpaceId,
  parseUserId,
  type SpaceId,
  type UserId,
} from "../../shared/ids.ts";
import type { PortalSettings } from "../../shared/log/portal-operations.ts";
import type { Level } from "../../shared/rights/levels.ts";
import { isPaidType, type UserType } from "../../shared/rights/user-types.ts";

/** A portal in memory, as the popup's use cases show it to one of its people. It keeps what is done, and fails when told. */

const bytes = (text: string, length: number): string =>
  toBase64Url(Uint8Array.from({ length }, (_, index) => text.charCodeAt(index % text.length)));

export const userId = (name: string): UserId => parseUserId(bytes(name, 16));
export const spaceId = (name: string): SpaceId => parseSpaceId(bytes(name, 32));
export const groupId = (name: string) => parseGroupId(bytes(name, 16));

/** One of each type, and who invited them. */
const PEOPLE = [
  ["alice", "Owner", null],
  ["dora", "DocSpaceAdmin", "alice"],
  ["bob", "RoomAdmin", "alice"],
  ["carol", "User", "bob"],
  ["gus", "Guest", "bob"],
] as const satisfies readonly (readonly [string, UserType, string | null])[];

export type PersonName = (typeof PEOPLE)[number][0];

const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

function contactOf([name, type, inviter]: (typeof PEOPLE)[number], self: PersonName): Contact {
  const user = userId(name);
  return {
    ...{ user, type, isPaid: isPaidType(type), isDisabled: false, isSelf: name === self },
    ...{ name: capital(name), email: `${name}@example.org`, groups: [], isVerified: name === "bob" },
    invitedBy: inviter === null ? null : userId(inviter),
    subject: { userId: user, type, isDisabled: false },
  };
}

interface RoomSeed {
  readonly title: string;
  readonly owner: PersonName;
  readonly level: Level | "RoomOwner" | null;
  readonly isArchived?: boolean;
}

export class FakePortal {
  people: Contact[];
  rooms: RoomDetail[];
  invitations: InvitationRow[] = [];
  pending: PendingMatters = { waiting: [], stale: [], withoutKey: [], holders: [] };
  settings: PortalSettings = {
    ...{ isPrivateRoomOn: true, areGuestsAllowed: true, idleLockMaxMinutes: 60, isOnlyVerified: false },
  };
  /** Rooms whose key only this person can pass on. */
  readonly ofOneKey = new Map<UserId, { space: SpaceId; title: string | null }[]>();
  /** Rooms whose key only people of the groups can pass on. */
  ofGroupsKey: { space: SpaceId; title: string | null }[] = [];
  groups: Group[] = [];
  /** Every call that changes something, with what it was given. */
  readonly calls: (readonly [string, unknown])[] = [];
  /** Why the next call fails. */
  failure: ErrorCode | null = null;

  constructor(self: PersonName, rooms: readonly RoomSeed[] = []) {
    this.people = PEOPLE.map((person) => contactOf(person, self));
    this.rooms = rooms.map((room) => this.#roomOf(room, self));
  }

  #roomOf({ title, owner, level, isArchived = false }: RoomSeed, self: PersonName): RoomDetail {
    const space = spaceId(title);
    const ownLevel = level === "RoomOwner" ? null : level;
    const facts = { ownerId: userId(owner), roomType: "Collaboration", isDownloadDenied: false } as const;
    const mayManage = level === "RoomOwner" || level === "RoomManager";
    return {
      ...{ space, title, code: null, colour: 2, roomType: "Collaboration", owner: userId(owner) },
      ...{ ownerName: capital(owner), level, memberCount: 2, isArchived, isPinned: false, isMuted: false },
      ...{
        isDownloadDenied: false,
        isStale: false,
        waiting: [],
        createdAtMs: 1,
        changedAtMs: 1,
        hasNews: false,
        groups: [],
        invitations: [],
      },
      object: {
        kind: isArchived ? "archivedRoom" : "room",
        ...facts,
        level: ownLevel,
        holdsKey: level !== null,
      },
      members: [
        memberOf(owner, "RoomOwner", false),
        memberOf("carol", "Editor", mayManage && self !== "carol"),
      ],
      levelsForNew: mayManage ? ["ContentCreator", "Editor", "Viewer"] : [],
    };
  }

  #note(name: string, given: unknown): void {
    if (this.failure !== null) {
      const code = this.failure;
      this.failure = null;
      throw new AppError(code);
    }
    this.calls.push([name, given]);
  }

  #change(name: string) {
    return async (given: unknown): Promise<void> => this.#note(name, given);
  }

  #read<T>(give: () => T) {
    return async (): Promise<T> => {
      if (this.failure === "OFFLINE") throw new AppError("OFFLINE");
      return give();
    };
  }

  #person(user: UserId, change: Partial<Contact>): void {
    this.people = this.people.map((each) => {
      if (each.user !== user) return each;
      const next = { ...each, ...change };
      return { ...next, subject: { userId: user, type: next.type, isDisabled: next.isDisabled } };
    });
  }

  get core(): PopupCore {
    return {
      listRooms: this.#read(() => this.rooms.filter(({ level }) => level !== null)),
      listAllRooms: async (_origin, isArchived) =>
        this.rooms.filter((room) => room.isArchived === isArchived),
      readRoom: async ({ space }) => this.#room(space),
      readRoomSize: this.#read(() => 3_200_000),
      createRoom: async (room) => {
        this.#note("createRoom", room);
        this.rooms.push(this.#roomOf({ title: room.title, owner: "alice", level: "RoomOwner" }, "alice"));
        return spaceId(room.title);
      },
      editRoom: this.#change("editRoom"),
      flagRoom: this.#change("flagRoom"),
      putMembers: this.#change("putMembers"),
      removeMembers: this.#change("removeMembers"),
      admitGroup: this.#change("admitGroup"),
      expelGroup: this.#change("expelGroup"),
      uninviteFromRoom: this.#change("uninviteFromRoom"),
      archiveRoom: this.#change("archiveRoom"),
      restoreRoom: this.#change("restoreRoom"),
      removeRoom: this.#change("removeRoom"),
      changeRoomOwner: this.#change("changeRoomOwner"),
      copyRoom: async (given) => {
        this.#note("copyRoom", given);
        return { space: given.space, hasContents: true };
      },
      readHistory: this.#read(() => []),
      exportHistory: async () => new Blob([]),
      keepUp: async (given) => {
        this.#note("keepUp", given);
        return this.pending;
      },
      readPending: this.#read(() => this.pending),
      listContacts: this.#read(() => this.people),
      changeType: async (given) => {
        this.#note("changeType", given);
        this.#person(given.user, { type: given.type });
      },
      disablePerson: async (given) => {
        this.#note("disablePerson", given);
        this.#person(given.user, { isDisabled: true });
      },
      enablePerson: this.#change("enablePerson"),
      removePerson: this.#change("removePerson"),
      listRoomsOfOneKey: async ({ user }) => this.ofOneKey.get(user) ?? [],
      listRoomsOfGroupsKey: this.#read(() => this.ofGroupsKey),
      handOverRooms: async (given) => {
        this.#note("handOverRooms", given);
        return 3;
      },
      listGuestsOf: async ({ user }) =>
        this.people
          .filter(({ type, invitedBy }) => type === "Guest" && invitedBy === user)
          .map((p) => p.user),
      listGroups: this.#read(() => this.groups),
      createGroup: async (given) => {
        this.#note("createGroup", given);
        return groupId(given.name);
      },
      renameGroup: this.#change("renameGroup"),
      changeGroupMembers: this.#change("changeGroupMembers"),
      deleteGroup: this.#change("deleteGroup"),
      invite: async (given) => {
        this.#note("invite", given);
        const invitation: InvitationId = createInvitationId();
        return { invitation, link: `${given.origin}/invite#secret`, expiresAtMs: Date.UTC(2026, 11, 1) };
      },
      listInvitations: this.#read(() => this.invitations),
      revokeInvitation: this.#change("revokeInvitation"),
      readPortalSettings: this.#read(() => this.settings),
      savePortalSettings: async (_origin, settings) => {
        this.#note("savePortalSettings", settings);
        this.settings = settings;
      },
      removePortal: this.#change("removePortal"),
      changeProfile: async (given) => {
        this.#note("changeProfile", given);
        if (given.user) this.#person(given.user, { name: given.name, email: given.email });
      },
      readSafetyNumber: async () => ({
        ...{ own: ["11111"], other: ["22222"], combined: ["11111", "22222"] },
      }),
      setVerified: async (given) => {
        this.#note("setVerified", given);
        this.#person(given.user, { isVerified: given.isVerified });
      },
    };
  }

  #room(space: SpaceId): RoomDetail {
    const room = this.rooms.find((each) => each.space === space);
    if (!room) throw new AppError("NOT_FOUND");
    return room;
  }
}

function memberOf(name: PersonName, level: Level | "RoomOwner", mayChange: boolean): RoomMember {
  return {
    ...{ user: userId(name), name: capital(name), level, groups: [], isPending: false, isDisabled: false },
    ownLevel: level === "RoomOwner" ? null : level,
    levelsToGive: mayChange ? ["ContentCreator", "Editor", "Viewer"] : [],
    mayRemove: mayChange,
  };
}
