import { asSealed, type Bytes, randomBytes } from "../../shared/bytes.ts";
import { deriveInviteKey, signInviteProof } from "../../shared/crypto/invite.ts";
import {
  createGroupId,
  createInvitationId,
  type GroupId,
  type InvitationId,
  parseSpaceId,
  type SpaceId,
} from "../../shared/ids.ts";
import type { EntryFields, Head, ParsedEntry } from "../../shared/log/entry.ts";
import type { Operation, SpaceCreate } from "../../shared/log/operations.ts";
import type { InvitedType } from "../../shared/log/portal-operations.ts";
import { type PortalState, replayPortal } from "../../shared/log/portal-state.ts";
import { replaySpace } from "../../shared/log/replay.ts";
import { signEntry } from "../../shared/log/sign-entry.ts";
import type { SpaceState } from "../../shared/log/space-state.ts";
import type { Person } from "./people.ts";

/** A portal and its spaces as signed logs, in a line each: what a client replays when no server checked anything before. */

/** The code that something fails with, or "taken". */
export async function outcomeOf(attempt: Promise<unknown>): Promise<string> {
  try {
    await attempt;
    return "taken";
  } catch (error) {
    return (error as Error).message;
  }
}

export interface Link {
  readonly invitation: InvitationId;
  readonly seed: Bytes;
}

interface InviteOptions {
  readonly isWithRoom?: boolean;
  readonly timeMs?: number;
  readonly expiresAtMs?: number;
}

export const NOW_MS = Date.UTC(2026, 5, 1);

export class PortalWriter {
  readonly state: PortalState;
  readonly wires: Bytes[];

  constructor(state: PortalState, wires: Bytes[]) {
    this.state = state;
    this.wires = wires;
  }

  static async start(owner: Person, isPrivateRoomOn = true): Promise<PortalWriter> {
    const bodies = { nonce: randomBytes(16), profileCommitment: randomBytes(32), isPrivateRoomOn };
    const operation = { op: "portal.create", bundle: owner.bundle.wire, ...bodies } as const;
    const place = { space: null, seq: 0, prev: null, timeMs: NOW_MS, portalHead: null };
    const entry = await signEntry({ ...place, author: owner.user, operation }, owner.signKey);
    return new PortalWriter(await replayPortal([entry.wire]), [entry.wire]);
  }

  /** The portal read again from its first entry. */
  async copy(): Promise<PortalWriter> {
    return new PortalWriter(await replayPortal(this.wires), [...this.wires]);
  }

  sign(by: Person, operation: Operation, changes: Partial<EntryFields> = {}): Promise<ParsedEntry> {
    const { portal, head } = this.state;
    const place = { space: portal, seq: head.seq + 1, prev: head.hash, timeMs: NOW_MS, portalHead: null };
    return signEntry({ ...place, author: by.user, operation, ...changes }, by.signKey);
  }

  /** Signs it, and takes it if a client would. */
  async add(by: Person, operation: Operation, changes: Partial<EntryFields> = {}): Promise<Head> {
    const entry = await this.sign(by, operation, changes);
    await replayPortal([entry.wire], this.state);
    this.wires.push(entry.wire);
    return this.state.head;
  }

  async invite(by: Person, type: InvitedType, options: InviteOptions = {}): Promise<Link> {
    const { isWithRoom = type === "Guest", timeMs = NOW_MS, expiresAtMs = timeMs + 86_400_000 } = options;
    const link = { invitation: createInvitationId(), seed: randomBytes(32) };
    const { invitePublic } = await deriveInviteKey({ portal: this.state.portal, ...link });
    const operation = { op: "user.invite", type, isWithRoom, expiresAtMs, invitePublic } as const;
    await this.add(by, { ...operation, invitation: link.invitation }, { timeMs });
    return link;
  }

  /** The entry by which somebody who holds the link joins. */
  async join(person: Person, link: Link, changes: Partial<EntryFields> = {}): Promise<Head> {
    const { portal } = this.state;
    const { invitation } = link;
    const { inviteKey } = await deriveInviteKey({ portal, ...link });
    const { hash: bundleHash, wire: bundle } = person.bundle;
    const proof = await signInviteProof({ inviteKey, portal, invitation, bundleHash });
    const operation = { op: "user.join", bundle, profileCommitment: randomBytes(32), proof } as const;
    return this.add(person, { ...operation, invitation }, changes);
  }

  async admit(person: Person, type: InvitedType, by: Person): Promise<void> {
    await this.join(person, await this.invite(by, type));
  }

  async group(by: Person, members: readonly Person[]): Promise<GroupId> {
    const group = createGroupId();
    await this.add(by, { op: "group.create", group, nameCommitment: randomBytes(32) });
    const added = members.map(({ user }) => user);
    await this.add(by, { op: "group.members", group, added, removed: [] });
    return group;
  }

  adminKey(by: Person, generation = 1): Promise<Head> {
    const bodies = { keyCommitment: randomBytes(32), adminKemPublic: randomBytes(1216) };
    return this.add(by, { op: "portal.key", generation, ...bodies });
  }
}

export class SpaceWriter {
  readonly portal: PortalWriter;
  readonly space: SpaceId;
  readonly wires: Bytes[];
  state: SpaceState;

  constructor(portal: PortalWriter, state: SpaceState, wires: Bytes[]) {
    this.portal = portal;
    this.space = state.space;
    this.state = state;
    this.wires = wires;
  }

  static async start(portal: PortalWriter, owner: Person, create: StartOf): Promise<SpaceWriter> {
    const bodies = { op: "space.create", nonce: randomBytes(16), keyCommitment: randomBytes(32) } as const;
    const place = { space: null, seq: 0, prev: null, timeMs: NOW_MS, portalHead: portal.state.head };
    const operation = { ...bodies, ...create } as SpaceCreate;
    const entry = await signEntry({ ...place, author: owner.user, operation }, owner.signKey);
    const space = parseSpaceId(entry.hash);
    return new SpaceWriter(portal, await replaySpace({ portal: portal.state, space }, [entry.wire]), [
      entry.wire,
    ]);
  }

  sign(by: Person, operation: Operation, changes: Partial<EntryFields> = {}): Promise<ParsedEntry> {
    const { head } = this.state;
    const place = { space: this.space, seq: head.seq + 1, prev: head.hash, timeMs: NOW_MS };
    const portalHead = this.portal.state.head;
    return signEntry({ ...place, portalHead, author: by.user, operation, ...changes }, by.signKey);
  }

  /** Signs it, and takes it if a client would. */
  async add(by: Person, operation: Operation, changes: Partial<EntryFields> = {}): Promise<Head> {
    const entry = await this.sign(by, operation, changes);
    const { space, state: known } = this;
    await replaySpace({ portal: this.portal.state, space, known }, [entry.wire]);
    this.wires.push(entry.wire);
    return this.state.head;
  }

  rotate(by: Person): Promise<Head> {
    const generation = this.state.generation + 1;
    const previous = asSealed(randomBytes(60));
    return this.add(by, { op: "key.rotate", generation, keyCommitment: randomBytes(32), previous });
  }

  settings(by: Person, isDownloadDenied = false): Promise<Head> {
    const revision = (this.state.settings?.revision ?? 0) + 1;
    const sealed = { about: asSealed(randomBytes(160)), titleForAdmins: asSealed(randomBytes(1648)) };
    return this.add(by, { op: "room.settings", revision, isDownloadDenied, adminGeneration: 1, ...sealed });
  }

  /** The same log read again from its first entry. */
  async again(): Promise<SpaceState> {
    return replaySpace({ portal: this.portal.state, space: this.space }, this.wires);
  }
}

type StartOf =
  | { readonly kind: "personal" }
  | Pick<Extract<SpaceCreate, { kind: "room" }>, "kind" | "roomType" | "copyOf">
  | Pick<Extract<SpaceCreate, { kind: "file" }>, "kind" | "node">;
