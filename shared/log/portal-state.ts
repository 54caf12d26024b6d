import type { Bytes } from "../bytes.ts";
import { type Bundle, parseBundle } from "../crypto/bundle.ts";
import { verifyInviteProof } from "../crypto/invite-check.ts";
import { importVerifyKey, type VerifyKey } from "../crypto/verify.ts";
import { AppError } from "../errors.ts";
import type { UserId } from "../ids.ts";
import {
  type EntryFields,
  type Head,
  hashEntry,
  type ParsedEntry,
  parseEntryForm,
  verifyEntryBy,
} from "./entry.ts";
import { useInWindow } from "./in-window.ts";
import { isPortalOperation } from "./portal-body.ts";
import { PortalState } from "./portal-directory.ts";
import type { UserJoin } from "./portal-operations.ts";
import { canAppendPortal } from "./portal-rights.ts";
import { checkPortalOperation } from "./portal-rules.ts";
import { demand } from "./rights-of-entry.ts";

/** Replay of the portal's log: from nothing to its head, or from a head on. */

export type { AdminKeyState, PortalInvitation, PortalUser, PortalView } from "./portal-directory.ts";
export type { PortalGroup } from "./portal-groups.ts";
export type { PortalState };

/** An entry with the bundle that it brings, if it is one that brings one. */
interface ReadEntry {
  readonly entry: ParsedEntry;
  readonly bundle: Bundle | null;
}

/** Reads the form of an entry and of what it brings and hashes it; with `keys`, verifies its signature. */
async function readEntry(wire: Bytes, keys: AuthorKeys | null): Promise<ReadEntry> {
  const fields = parseEntryForm(wire);
  const brought = bundleIn(fields);
  if (brought !== null) keys?.note(fields.author, brought);
  const [hash, bundle] = await Promise.all([hashEntry(wire), brought, keys?.verify(fields.author, wire)]);
  return { entry: { ...fields, wire, hash }, bundle };
}

function bundleIn({ operation, author }: EntryFields): Promise<Bundle> | null {
  if (operation.op !== "portal.create" && operation.op !== "user.join") return null;
  return parseBundle(operation.bundle).then((bundle) => {
    if (bundle.user !== author) throw new AppError("ENTRY_REFUSED");
    return bundle;
  });
}

/**
 * The key of each author: his that is known, else the first that an entry brings for him. Whether he was there when he
 * wrote is asked when the entry is applied, and a second bundle for the same person is refused there.
 */
class AuthorKeys {
  readonly #keys = new Map<UserId, Promise<VerifyKey>>();
  readonly #known: PortalState | undefined;

  constructor(known: PortalState | undefined) {
    this.#known = known;
  }

  note(author: UserId, bundle: Promise<Bundle>): void {
    if (this.#known?.users.has(author) || this.#keys.has(author)) return;
    void this.#keep(
      author,
      bundle.then(({ signPublic }) => importVerifyKey(signPublic)),
    );
  }

  /** @throws ENTRY_SIGNATURE; ENTRY_REFUSED for a stranger */
  async verify(author: UserId, wire: Bytes): Promise<void> {
    await verifyEntryBy({ wire }, await this.#of(author));
  }

  #of(author: UserId): Promise<VerifyKey> {
    const kept = this.#keys.get(author);
    if (kept !== undefined) return kept;
    const person = this.#known?.users.get(author);
    if (!person) throw new AppError("ENTRY_REFUSED");
    return this.#keep(author, importVerifyKey(person.bundle.signPublic));
  }

  #keep(author: UserId, key: Promise<VerifyKey>): Promise<VerifyKey> {
    key.catch(() => undefined); // met by whoever verifies with it
    this.#keys.set(author, key);
    return key;
  }
}

function openGenesis({ entry, bundle }: ReadEntry): PortalState {
  const { operation } = entry;
  if (operation.op !== "portal.create" || !bundle) throw new AppError("ENTRY_REFUSED");
  return new PortalState(entry, operation, bundle);
}

function extend(state: PortalState, { entry, bundle }: ReadEntry): void {
  const { author, timeMs, operation } = entry;
  if (!isPortalOperation(operation)) throw new AppError("ENTRY_REFUSED");
  if (entry.space !== state.portal || entry.seq !== state.head.seq + 1 || entry.prev !== state.head.hash)
    throw new AppError("LOG_FORKED");
  const facts = state.now;
  checkPortalOperation(facts, { author, timeMs, operation, bundle });
  demand(canAppendPortal(facts, author, operation));
  state.apply(entry, operation, bundle);
}

/** The proof needs the invitation, which may stand a few entries before: so it comes last, before the entry is applied. */
async function checkProof(state: PortalState, operation: UserJoin, bundle: Bundle): Promise<void> {
  const { invitation, proof } = operation;
  const invitePublic = state.invitations.get(invitation)?.invitePublic;
  if (!invitePublic) throw new AppError("INVITATION_OVER");
  await verifyInviteProof({
    portal: state.portal,
    invitation,
    bundleHash: bundle.hash,
    invitePublic,
    proof,
  });
}

/**
 * Replays the portal's log from its first entry, or behind what is `known`, which is extended in place as far as the
 * entries hold. Every entry must carry its author's signature, follow the one before by hash, have been within its
 * author's rights and fit what was there; who joined must have held the link.
 * @throws ENTRY_MALFORMED, ENTRY_SIGNATURE, ENTRY_REFUSED, LOG_FORKED, RIGHT_MISSING, SIGNATURE_WRONG and what
 * checkPortalOperation throws: then nothing behind that entry may be believed
 */
export async function replayPortal(wires: readonly Bytes[], known?: PortalState): Promise<PortalState> {
  const keys = new AuthorKeys(known);
  let state = known;
  // An entry is applied while the browser verifies those behind it: neither waits for the other
  await useInWindow(
    wires,
    (wire) => readEntry(wire, keys),
    (read) => {
      if (state) return follow(state, read);
      state = openGenesis(read);
    },
  );
  return demandState(state);
}

function demandState(state: PortalState | undefined): PortalState {
  if (!state) throw new AppError("ENTRY_REFUSED");
  return state;
}

function follow(state: PortalState, read: ReadEntry): Promise<void> | void {
  const { operation } = read.entry;
  if (operation.op !== "user.join" || !read.bundle) return extend(state, read);
  return checkProof(state, operation, read.bundle).then(() => extend(state, read));
}

/**
 * Derives the state again from entries that this browser has verified before and kept: they must end in the head that
 * it pinned then, which the chain of hashes vouches for. Verifies no signature of an entry.
 * @throws LOG_FORKED, LOG_SHORTENED when they do not end there, and as replayPortal does
 */
export async function resumePortal(wires: readonly Bytes[], pinned: Head): Promise<PortalState> {
  let resumed: PortalState | undefined;
  await useInWindow(
    wires,
    (wire) => readEntry(wire, null),
    (read) => {
      if (resumed) extend(resumed, read);
      else resumed = openGenesis(read);
    },
  );
  const state = demandState(resumed);
  if (state.head.seq < pinned.seq) throw new AppError("LOG_SHORTENED");
  if (state.head.seq !== pinned.seq || state.head.hash !== pinned.hash) throw new AppError("LOG_FORKED");
  return state;
}

/** The hash at `head.seq` in the portal's log is `head.hash`; otherwise two histories were shown. */
export const isOnPortalLog = (portal: PortalState, head: Head): boolean =>
  portal.hashes[head.seq] === head.hash;
