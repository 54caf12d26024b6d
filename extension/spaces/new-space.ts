import { toBase64Url } from "../../shared/bytes.ts";
import { sealLockbox } from "../../shared/crypto/lockbox.ts";
import { commitSpaceKey, createSpaceKey, type SpaceKey } from "../../shared/crypto/space-key.ts";
import { AppError } from "../../shared/errors.ts";
import type { SpaceId, UserId } from "../../shared/ids.ts";
import { type ParsedEntry, spaceOfGenesis } from "../../shared/log/entry.ts";
import type { SpaceCreate, SpaceOperation } from "../../shared/log/operations.ts";
import { signEntry } from "../../shared/log/sign-entry.ts";
import { isPassing, persistently } from "../api/patience.ts";
import type { OpenPortal } from "./portal-session.ts";

/** Making a space: its first entry, what follows it at once, and the key for all who are in it from the start. */

export interface MadeSpace {
  readonly space: SpaceId;
  readonly spaceKey: SpaceKey;
}

export interface NewSpace {
  genesis(keyCommitment: Uint8Array<ArrayBuffer>): SpaceCreate;
  /** Up to ten more entries. */
  following?(made: MadeSpace): Promise<readonly SpaceOperation[]>;
  /** Who gets the key beside oneself; people without one get it later by themselves. */
  readonly receivers?: readonly UserId[];
}

const TRIES_MAX = 4;
/** More go in further requests, from upkeep. */
const LOCKBOXES_MAX = 100;

/** @throws RIGHT_MISSING and what else the Worker answers; OFFLINE */
export async function makeSpace(portal: OpenPortal, wanted: NewSpace): Promise<MadeSpace> {
  const spaceKey = createSpaceKey();
  const genesis = await signNext(portal, null, wanted.genesis(await commitSpaceKey(spaceKey, 1)));
  const made = { space: spaceOfGenesis(genesis), spaceKey };
  const entries = [genesis];
  for (const operation of (await wanted.following?.(made)) ?? [])
    entries.push(await signNext(portal, { space: made.space, entry: entries.at(-1) ?? genesis }, operation));
  const members = [portal.user, ...(wanted.receivers ?? []).filter((user) => user !== portal.user)];
  const given = members.slice(0, LOCKBOXES_MAX);
  const lockboxes = await Promise.all(given.map((member) => sealFor(portal, member, made, genesis)));
  const body = {
    entries: entries.map(({ wire }) => toBase64Url(wire)),
    lockboxes: lockboxes.map(toBase64Url),
  };
  await send(portal, made.space, body, entries.at(-1) ?? genesis);
  return made;
}

function signNext(
  { keys, user, state }: OpenPortal,
  before: { space: SpaceId; entry: ParsedEntry } | null,
  operation: SpaceCreate | SpaceOperation,
): Promise<ParsedEntry> {
  const place = before
    ? { space: before.space, seq: before.entry.seq + 1, prev: before.entry.hash }
    : { space: null, seq: 0, prev: null };
  const fields = { ...place, timeMs: Date.now(), author: user, portalHead: state.head, operation };
  return signEntry(fields, keys.identity.signKey);
}

function sealFor(
  { state, keys, user }: OpenPortal,
  member: UserId,
  { space, spaceKey }: MadeSpace,
  genesis: ParsedEntry,
) {
  const memberKemPublic = state.users.get(member)?.bundle.kemPublic;
  if (!memberKemPublic) throw new AppError("KEYS_MISSING");
  const context = { space, generation: 1, head: genesis.hash, member, author: user };
  return sealLockbox({ ...context, spaceKey, memberKemPublic, signKey: keys.identity.signKey });
}

/** A lost answer is looked for in the log: the space is there when its head is our last entry. */
async function send(
  { client }: OpenPortal,
  space: SpaceId,
  body: { entries: string[]; lockboxes: string[] },
  last: ParsedEntry,
): Promise<void> {
  let failures = 0;
  const ask = async (): Promise<void> => {
    try {
      const { head } = await client.call("createSpace", { body });
      if (head.hash !== last.hash) throw new AppError("ANSWER_MALFORMED");
    } catch (error) {
      const isRepeated = failures++ > 0 && !isPassing(error);
      const params = { space, from: String(last.seq + 1) };
      const head = isRepeated ? (await client.call("getSpace", { params }).catch(() => null))?.head : null;
      if (head?.hash !== last.hash) throw error;
    }
  };
  await persistently({ triesMax: TRIES_MAX }, ask);
}
