import { type Bytes, toBase64Url } from "../bytes.ts";
import type { Bundle } from "../crypto/bundle.ts";
import { AppError } from "../errors.ts";
import type { EntryHash, GroupId, InvitationId, SpaceId, UserId } from "../ids.ts";
import { type Head, type ParsedEntry, spaceOfGenesis } from "./entry.ts";
import type { PortalCreate } from "./operations.ts";
import type { InvitationFacts, PersonFacts, PortalFacts } from "./portal-facts.ts";
import { type PortalGroup, PortalGroups } from "./portal-groups.ts";
import type {
  PortalKey,
  PortalOperation,
  PortalSettings,
  UserInvite,
  UserJoin,
} from "./portal-operations.ts";
import { Timeline } from "./timeline.ts";

/**
 * What the portal's log amounts to: the key directory, the types of people, groups, invitations and settings, as they
 * are and as they were behind each entry. Built by portal-state.ts only, from entries that it has checked.
 */

export interface PortalUser extends PersonFacts {
  readonly bundle: Bundle;
  readonly profileCommitment: Bytes;
  /** The invitation by which he joined; null for the Owner. */
  readonly joinedBy: InvitationId | null;
}

export interface PortalInvitation extends InvitationFacts {
  readonly invitation: InvitationId;
  readonly usedBy: UserId | null;
}

/** A generation of the admins' key and the entry that started it. */
export interface AdminKeyState extends Pick<PortalKey, "generation" | "keyCommitment" | "adminKemPublic"> {
  readonly startedBy: EntryHash;
  readonly author: UserId;
}

/** The portal as it was behind one entry. */
export interface PortalView extends PortalFacts {
  readonly seq: number;
  readonly owner: UserId;
  readonly isPrivateRoomOn: boolean;
  user(user: UserId): PortalUser | undefined;
  invitation(invitation: InvitationId): PortalInvitation | undefined;
  group(group: GroupId): PortalGroup | undefined;
  /** The groups that somebody is in; none that were deleted. */
  groupsOf(user: UserId): ReadonlySet<GroupId>;
  /** What happened behind entry `after`, up to this one, to people's places in spaces: each time with the portal as it then was. */
  peopleSince(after: number): Iterable<PeopleChange>;
}

/** Somebody joined, became another type, came, went, or changed groups. */
export interface PeopleChange {
  readonly view: PortalView;
  readonly users: readonly UserId[];
}

const missing = (): AppError => new AppError("ENTRY_REFUSED");

export class PortalState {
  readonly portal: SpaceId;
  readonly owner: UserId;
  /** People and invitations as they are now; those who were removed and what is over stay. */
  readonly users = new Map<UserId, PortalUser>();
  readonly invitations = new Map<InvitationId, PortalInvitation>();
  /** Generations of the admins' key, oldest first. */
  readonly adminKeys: AdminKeyState[] = [];
  /** Hash of each entry by its number, so that the portal heads in other logs can be compared. */
  readonly hashes: EntryHash[] = [];
  head: Head;
  readonly #userLines = new Map<UserId, Timeline<PortalUser>>();
  readonly #invitationLines = new Map<InvitationId, Timeline<PortalInvitation>>();
  readonly #groups = new PortalGroups();
  readonly #settings: Timeline<PortalSettings>;
  readonly #adminGenerations = new Timeline(0, 0);
  readonly #touched = new Map<number, readonly UserId[]>();
  readonly #keys = new Set<string>();
  #removedAt = Number.POSITIVE_INFINITY;

  constructor(genesis: ParsedEntry, { isPrivateRoomOn, profileCommitment }: PortalCreate, bundle: Bundle) {
    this.portal = spaceOfGenesis(genesis);
    this.owner = genesis.author;
    this.head = { seq: 0, hash: genesis.hash };
    this.hashes.push(genesis.hash);
    const guests = { areGuestsAllowed: true, idleLockMaxMinutes: 240, isOnlyVerified: false };
    this.#settings = new Timeline<PortalSettings>(0, { isPrivateRoomOn, ...guests });
    const facts = { isDisabled: false, isRemoved: false, invitedBy: null, joinedBy: null };
    this.#keepKeys(bundle);
    this.#keepUser(0, { user: this.owner, type: "Owner", bundle, profileCommitment, ...facts });
  }

  /** The portal as it is. */
  get now(): PortalView {
    return this.at(this.head.seq);
  }

  get isPrivateRoomOn(): boolean {
    return this.now.isPrivateRoomOn;
  }

  /** Groups as they are now; deleted ones too. */
  get groups(): ReadonlyMap<GroupId, PortalGroup> {
    const found = [...this.#groups.ids].flatMap((id) => this.#groups.at(id, this.head.seq) ?? []);
    return new Map(found.map((group) => [group.group, group]));
  }

  /** The portal as it was behind entry `seq`, which is none beyond the head. */
  at(seq: number): PortalView {
    const settings = this.#settings.at(seq);
    if (!settings || seq > this.head.seq) throw missing();
    return {
      seq,
      owner: this.owner,
      settings,
      isPrivateRoomOn: settings.isPrivateRoomOn,
      isRemoved: seq >= this.#removedAt,
      adminGeneration: this.#adminGenerations.at(seq) ?? 0,
      user: (user) => this.#userLines.get(user)?.at(seq),
      invitation: (invitation) => this.#invitationLines.get(invitation)?.at(seq),
      group: (group) => this.#groups.at(group, seq),
      groupsOf: (user) => this.#groups.of(user, seq),
      peopleSince: (after) => this.#peopleBetween(after, seq),
      hasKeys: (keys) => keyTexts(keys).some((key) => this.#keys.has(key)),
    };
  }

  *#peopleBetween(after: number, last: number): Iterable<PeopleChange> {
    for (let seq = after + 1; seq <= last; seq++) {
      const users = this.#touched.get(seq);
      if (users) yield { view: this.at(seq), users };
    }
  }

  /** Applies an entry whose signature, place in the chain, right and fit were checked. `bundle` is that of user.join. */
  apply(entry: ParsedEntry, operation: PortalOperation, bundle: Bundle | null): void {
    this.#change(entry, operation, bundle);
    this.hashes.push(entry.hash);
    this.head = { seq: entry.seq, hash: entry.hash };
  }

  #change(entry: ParsedEntry, operation: PortalOperation, bundle: Bundle | null): void {
    const { seq } = entry;
    switch (operation.op) {
      case "user.invite":
        this.#invite(entry, operation);
        break;
      case "invitation.revoke":
        this.#changeInvitation(seq, operation.invitation, { state: "revoked" });
        break;
      case "user.join":
        this.#join(entry, operation, bundle);
        break;
      case "user.type":
        this.#changeUser(seq, operation.user, { type: operation.type });
        break;
      case "user.disable":
      case "user.enable":
        this.#changeUser(seq, operation.user, { isDisabled: operation.op === "user.disable" });
        break;
      case "user.remove":
        this.#changeUser(seq, operation.user, { isRemoved: true });
        break;
      case "profile.change":
        this.#changeUser(seq, operation.user, { profileCommitment: operation.profileCommitment });
        break;
      case "group.create":
      case "group.rename":
      case "group.delete":
      case "group.members":
        this.#touched.set(seq, this.#groups.apply(seq, operation));
        break;
      case "settings.change":
        this.#settings.set(seq, settingsOf(operation));
        break;
      case "portal.key":
        this.#startKey(entry, operation);
        break;
      case "portal.remove":
        this.#removedAt = seq;
    }
  }

  #startKey({ seq, hash, author }: ParsedEntry, operation: PortalKey): void {
    const { generation, keyCommitment, adminKemPublic } = operation;
    this.adminKeys.push({ generation, keyCommitment, adminKemPublic, startedBy: hash, author });
    this.#adminGenerations.set(seq, generation);
  }

  #invite({ seq, author }: ParsedEntry, operation: UserInvite): void {
    const { op: _, ...facts } = operation;
    this.#keepInvitation(seq, { ...facts, invitedBy: author, state: "waiting", usedBy: null });
  }

  #join({ seq, author }: ParsedEntry, operation: UserJoin, bundle: Bundle | null): void {
    const found = this.invitations.get(operation.invitation);
    if (!found || !bundle) throw missing();
    const { type, invitedBy, invitation } = found;
    const { profileCommitment } = operation;
    const facts = { isDisabled: false, isRemoved: false, invitedBy, joinedBy: invitation };
    this.#keepKeys(bundle);
    this.#keepUser(seq, { user: author, type, bundle, profileCommitment, ...facts });
    this.#changeInvitation(seq, invitation, { state: "used", usedBy: author });
  }

  #keepKeys(bundle: Bundle): void {
    for (const key of keyTexts(bundle)) this.#keys.add(key);
  }

  #changeUser(seq: number, user: UserId, changes: Partial<PortalUser>): void {
    const before = this.users.get(user);
    if (!before) throw missing();
    this.#keepUser(seq, { ...before, ...changes });
  }

  #keepUser(seq: number, state: PortalUser): void {
    this.users.set(state.user, state);
    keepOn(this.#userLines, state.user, seq, state);
    this.#touched.set(seq, [state.user]);
  }

  #changeInvitation(seq: number, invitation: InvitationId, changes: Partial<PortalInvitation>): void {
    const before = this.invitations.get(invitation);
    if (!before) throw missing();
    this.#keepInvitation(seq, { ...before, ...changes });
  }

  #keepInvitation(seq: number, state: PortalInvitation): void {
    this.invitations.set(state.invitation, state);
    keepOn(this.#invitationLines, state.invitation, seq, state);
  }
}

const keyTexts = ({ signPublic, kemPublic }: Pick<Bundle, "signPublic" | "kemPublic">): string[] => [
  toBase64Url(signPublic),
  toBase64Url(kemPublic),
];

function settingsOf(operation: PortalSettings): PortalSettings {
  const { isPrivateRoomOn, areGuestsAllowed, idleLockMaxMinutes, isOnlyVerified } = operation;
  return { isPrivateRoomOn, areGuestsAllowed, idleLockMaxMinutes, isOnlyVerified };
}

function keepOn<Id, T>(lines: Map<Id, Timeline<T>>, id: Id, seq: number, value: T): void {
  const line = lines.get(id);
  if (line) line.set(seq, value);
  else lines.set(id, new Timeline(seq, value));
}
