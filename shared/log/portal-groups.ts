import type { Bytes } from "../bytes.ts";
import type { GroupId, UserId } from "../ids.ts";
import type { GroupFacts } from "./portal-facts.ts";
import type { GroupCreate, GroupDelete, GroupMembers, GroupRename } from "./portal-operations.ts";
import { Timeline } from "./timeline.ts";

/** Groups of the portal, as they are and as they were behind each entry. */

export interface PortalGroup extends GroupFacts {
  readonly group: GroupId;
  readonly nameCommitment: Bytes;
}

export type GroupOperation = GroupCreate | GroupRename | GroupDelete | GroupMembers;

const NONE: ReadonlySet<GroupId> = new Set();

export class PortalGroups {
  readonly #lines = new Map<GroupId, Timeline<Omit<PortalGroup, "members">>>();
  /** Everybody who was ever in a group: who is, at some entry, is told by the people's own lines. */
  readonly #everIn = new Map<GroupId, Set<UserId>>();
  readonly #ofUser = new Map<UserId, Timeline<ReadonlySet<GroupId>>>();

  /** All that were ever made, deleted ones with them. */
  get ids(): Iterable<GroupId> {
    return this.#lines.keys();
  }

  at(group: GroupId, seq: number): PortalGroup | undefined {
    const found = this.#lines.get(group)?.at(seq);
    return found && { ...found, members: this.#membersAt(group, seq) };
  }

  of(user: UserId, seq: number): ReadonlySet<GroupId> {
    return this.#ofUser.get(user)?.at(seq) ?? NONE;
  }

  /** Applies a checked operation and gives those who came or went. */
  apply(seq: number, operation: GroupOperation): readonly UserId[] {
    const { group } = operation;
    switch (operation.op) {
      case "group.create":
      case "group.rename": {
        const { nameCommitment } = operation;
        this.#keep(seq, { group, nameCommitment, isDeleted: false });
        return [];
      }
      case "group.members":
        for (const user of operation.added) this.#put(seq, user, group);
        for (const user of operation.removed) this.#take(seq, user, group);
        return [...operation.added, ...operation.removed];
      case "group.delete":
        return this.#delete(seq, group);
    }
  }

  #delete(seq: number, group: GroupId): readonly UserId[] {
    const before = this.at(group, seq);
    if (!before) return [];
    this.#keep(seq, { group, nameCommitment: before.nameCommitment, isDeleted: true });
    for (const user of before.members) this.#take(seq, user, group);
    return [...before.members];
  }

  #membersAt(group: GroupId, seq: number): ReadonlySet<UserId> {
    const ever = this.#everIn.get(group) ?? new Set<UserId>();
    return new Set([...ever].filter((user) => this.of(user, seq).has(group)));
  }

  #keep(seq: number, state: Omit<PortalGroup, "members">): void {
    const line = this.#lines.get(state.group);
    if (line) line.set(seq, state);
    else this.#lines.set(state.group, new Timeline(seq, state));
  }

  #put(seq: number, user: UserId, group: GroupId): void {
    this.#keepGroups(seq, user, new Set([...this.of(user, seq), group]));
    this.#everIn.set(group, (this.#everIn.get(group) ?? new Set()).add(user));
  }

  #take(seq: number, user: UserId, group: GroupId): void {
    this.#keepGroups(seq, user, new Set([...this.of(user, seq)].filter((other) => other !== group)));
  }

  #keepGroups(seq: number, user: UserId, groups: ReadonlySet<GroupId>): void {
    const line = this.#ofUser.get(user);
    if (line) line.set(seq, groups);
    else this.#ofUser.set(user, new Timeline(seq, groups));
  }
}
