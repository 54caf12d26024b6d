import type { Bytes } from "../bytes.ts";
import { AppError } from "../errors.ts";
import type { GroupId, InvitationId, NodeId, SpaceId, UserId } from "../ids.ts";
import type { Level, RoomType } from "../rights/levels.ts";
import type { Head, ParsedEntry } from "./entry.ts";
import type { KeyRotate, MemberLevel, MemberOperation, RoomSettings } from "./member-operations.ts";
import {
  isNodeOperation,
  type NodeOperation,
  type SpaceCreate,
  type SpaceKind,
  type SpaceOperation,
} from "./operations.ts";
import type { PortalView } from "./portal-state.ts";
import type { PlaceFacts } from "./space-facts.ts";
import { SpacePeople } from "./space-people.ts";
import { type NodeState, SpaceTree } from "./space-tree.ts";
import { checkTreeOperation, type TreeView, trashOf } from "./tree-rules.ts";

/** What the log of a space amounts to. Built by replay only (shared/log/replay.ts); holds nothing that was opened. */

export type { NodeState, SignedVersion } from "./space-tree.ts";

/** A space key's commitment and the entry that started it: what lockboxes of that generation are bound to. */
export interface GenerationState {
  readonly generation: number;
  readonly keyCommitment: Bytes;
  readonly startedBy: ParsedEntry["hash"];
  readonly author: UserId;
  /** The key before, sealed under this one; null for the first. */
  readonly previous: KeyRotate["previous"] | null;
}

/** The room's newest settings, and who made them so. */
export interface SettingsState extends Omit<RoomSettings, "op"> {
  readonly author: UserId;
  readonly timeMs: number;
}

export class SpaceState {
  readonly space: SpaceId;
  readonly kind: SpaceKind;
  readonly roomType: RoomType | null;
  readonly copyOf: SpaceId | null;
  /** The one node that a shared file's space may hold. */
  readonly fileNode: NodeId | null;
  readonly createdAtMs: number;
  /** Oldest first. */
  readonly generations: GenerationState[] = [];
  head: Head;
  /** The newest portal entry that this log names: the portal is never judged by an older one again. */
  portalSeq: number;
  settings: SettingsState | null = null;
  isArchived = false;
  isRemoved = false;
  readonly #people: SpacePeople;
  readonly #tree = new SpaceTree();
  readonly #holders: Set<UserId>[] = [];

  constructor(space: SpaceId, genesis: ParsedEntry, operation: SpaceCreate, portal: PortalView) {
    this.space = space;
    this.kind = operation.kind;
    this.roomType = operation.kind === "room" ? operation.roomType : null;
    this.copyOf = operation.kind === "room" ? operation.copyOf : null;
    this.fileNode = operation.kind === "file" ? operation.node : null;
    this.createdAtMs = genesis.timeMs;
    this.head = { seq: genesis.seq, hash: genesis.hash };
    this.portalSeq = portal.seq;
    this.#people = new SpacePeople({ kind: this.kind, owner: genesis.author, roomType: this.roomType });
    this.#startGeneration(genesis, operation.keyCommitment, null, portal);
  }

  get owner(): UserId {
    return this.#people.owner;
  }

  get generation(): number {
    return this.generations.length;
  }

  get nodes(): ReadonlyMap<NodeId, NodeState> {
    return this.#tree.nodes;
  }

  /** Own levels; the owner has none. */
  get members(): ReadonlyMap<UserId, MemberLevel> {
    return this.#people.members;
  }

  get groups(): ReadonlyMap<GroupId, Level> {
    return this.#people.groups;
  }

  /** Levels that wait for whoever joins by these invitations. */
  get invitations(): ReadonlyMap<InvitationId, MemberLevel> {
    return this.#people.invitations;
  }

  /** The nodes in a folder, null being the top, in no order; those in the trash with them. */
  childrenOf(parent: NodeId | null): NodeState[] {
    return this.#tree.childrenOf(parent);
  }

  /** Whose trash a node is in, itself or with a folder above it; null for none. */
  trashOf(node: NodeId): UserId | null {
    return trashOf(this.#tree.view, node);
  }

  /** The person's own level, that of an invitation by which he has just joined included; groups give none. */
  ownLevelOf(user: UserId, portal: PortalView): MemberLevel | null {
    return user === this.owner ? null : this.#people.ownLevel(user, portal);
  }

  /** The person's level, whatever it comes from; null for the owner and for who has none. `portal` is no older than the log's. */
  levelOf(user: UserId, portal: PortalView): MemberLevel | null {
    return this.#people.levelOf(user, portal);
  }

  /** Whether the person may have the key now. */
  isReader(user: UserId, portal: PortalView): boolean {
    return this.#people.isReader(user, portal);
  }

  readersAt(portal: PortalView): ReadonlySet<UserId> {
    return this.#people.readersAt(portal);
  }

  /** Everybody who was a reader since the entry that started the generation, until the newest entry or the next generation. */
  holdersOf(generation: number): ReadonlySet<UserId> {
    return this.#holders[generation - 1] ?? new Set();
  }

  /** Whether somebody holds the newest key who is no reader any more. */
  isStaleAt(portal: PortalView): boolean {
    const passing = [...portal.peopleSince(this.portalSeq)].flatMap(({ view, users }) =>
      users.filter((user) => this.isReader(user, view)),
    );
    const holders = [...this.holdersOf(this.generation), ...passing];
    return holders.some((user) => !this.isReader(user, portal));
  }

  /** What decisions about an entry of this author need to know. */
  placeFor(author: UserId, portal: PortalView): PlaceFacts {
    const { space, owner, generation } = this;
    if (this.kind === "personal") return { space, owner, generation, kind: "personal" };
    const shared = {
      ...{ space, owner, generation, isRemoved: this.isRemoved, isStale: this.isStaleAt(portal) },
      level: this.levelOf(author, portal),
      levelOf: (user: UserId) => this.levelOf(user, portal),
      ownLevel: (user: UserId) => this.#people.ownLevel(user, portal),
    };
    if (this.roomType === null) return { ...shared, kind: "file" };
    return {
      ...{ ...shared, kind: "room", roomType: this.roomType, isArchived: this.isArchived },
      isDownloadDenied: this.settings?.isDownloadDenied ?? false,
      settingsRevision: this.settings?.revision ?? 0,
      holdsKey: this.isReader(author, portal),
      item: (node) => {
        const createdBy = this.nodes.get(node)?.createdBy;
        return createdBy && { createdBy, trashedBy: this.trashOf(node) };
      },
      groupLevel: (group) => this.groups.get(group) ?? null,
      invitedLevel: (invitation) => this.invitations.get(invitation) ?? null,
    };
  }

  /** Takes note of what happened to people up to this place in the portal's log. */
  advance(portal: PortalView): void {
    for (const { view, users } of portal.peopleSince(this.portalSeq))
      for (const user of users) {
        this.#people.admit(user, view);
        this.#note([user], view);
      }
    this.portalSeq = portal.seq;
  }

  /**
   * Applies an operation whose signature, place in the chain, right and fit to the space were checked.
   * @throws as checkTreeOperation does; the state is then unchanged
   */
  apply(entry: ParsedEntry, operation: SpaceOperation, portal: PortalView): void {
    if (isNodeOperation(operation)) this.#changeTree(entry, operation);
    else this.#change(entry, operation, portal);
    this.head = { seq: entry.seq, hash: entry.hash };
  }

  #changeTree(entry: ParsedEntry, operation: NodeOperation): void {
    const { kind, fileNode, generation } = this;
    const view: TreeView = { ...this.#tree.view, kind, fileNode, generation };
    checkTreeOperation(view, operation);
    this.#tree.apply(entry, operation);
  }

  #change(entry: ParsedEntry, operation: MemberOperation, portal: PortalView): void {
    this.#note(this.#people.apply(operation, portal), portal);
    switch (operation.op) {
      case "key.rotate":
        this.#startGeneration(entry, operation.keyCommitment, operation.previous, portal);
        break;
      case "room.settings": {
        const { op: _, ...settings } = operation;
        this.settings = { ...settings, author: entry.author, timeMs: entry.timeMs };
        break;
      }
      case "room.archive":
      case "room.restore":
        this.isArchived = operation.op === "room.archive";
        break;
      case "room.remove":
        this.isRemoved = true;
    }
  }

  #startGeneration(
    { hash, author }: ParsedEntry,
    keyCommitment: Bytes,
    previous: GenerationState["previous"],
    portal: PortalView,
  ): void {
    const generation = this.generation + 1;
    this.generations.push({ generation, keyCommitment, startedBy: hash, author, previous });
    this.#holders.push(this.#people.readersAt(portal));
  }

  /** Keeps those of them who are readers as holders of the newest generation. */
  #note(users: Iterable<UserId>, portal: PortalView): void {
    const holders = this.#holders.at(-1);
    if (!holders) throw new AppError("INTERNAL");
    for (const user of users) if (this.isReader(user, portal)) holders.add(user);
  }
}
