import type { Bytes } from "../bytes.ts";
import { type Bundle, parseBundle } from "../crypto/bundle.ts";
import { AppError } from "../errors.ts";
import type { EntryHash, SpaceId, UserId } from "../ids.ts";
import type { UserType } from "../rights/user-types.ts";
import { type Head, type ParsedEntry, parseEntry, spaceOfGenesis, verifyEntry } from "./entry.ts";

/** What the portal's log amounts to: the key directory, the types of people and the portal's settings. */

export interface PortalUser {
  readonly user: UserId;
  readonly type: UserType;
  readonly isDisabled: boolean;
  readonly bundle: Bundle;
  readonly profileCommitment: Bytes;
}

export interface PortalState {
  readonly portal: SpaceId;
  readonly owner: UserId;
  readonly users: ReadonlyMap<UserId, PortalUser>;
  readonly isPrivateRoomOn: boolean;
  /** Hash of each entry by its number, so that the portal heads in other logs can be compared. */
  readonly hashes: readonly EntryHash[];
  readonly head: Head;
}

async function openGenesis(entry: ParsedEntry): Promise<PortalState> {
  const { operation } = entry;
  if (operation.op !== "portal.create" || entry.seq !== 0) throw new AppError("ENTRY_REFUSED");
  const bundle = await parseBundle(operation.bundle);
  if (bundle.user !== entry.author) throw new AppError("ENTRY_REFUSED");
  await verifyEntry(entry, bundle.signPublic);
  const owner: PortalUser = {
    user: entry.author,
    type: "Owner",
    isDisabled: false,
    bundle,
    profileCommitment: operation.profileCommitment,
  };
  return {
    portal: spaceOfGenesis(entry),
    owner: entry.author,
    users: new Map([[entry.author, owner]]),
    isPrivateRoomOn: operation.isPrivateRoomOn,
    hashes: [entry.hash],
    head: { seq: 0, hash: entry.hash },
  };
}

/**
 * Replays the portal's log from its first entry. Every entry is verified.
 * @throws ENTRY_MALFORMED, ENTRY_SIGNATURE, ENTRY_REFUSED: then nothing of the log may be believed
 */
export async function replayPortal(wires: readonly Bytes[]): Promise<PortalState> {
  const [first, ...rest] = wires;
  // Suite 1 knows no second portal operation yet: a longer log was not written by this version.
  if (!first || rest.length > 0) throw new AppError("ENTRY_REFUSED");
  return openGenesis(await parseEntry(first));
}

/** The hash at `head.seq` in the portal's log is `head.hash`; otherwise two histories were shown. */
export const isOnPortalLog = (portal: PortalState, head: Head): boolean =>
  portal.hashes[head.seq] === head.hash;
