import type { Bytes } from "../../shared/bytes.ts";
import { openLockbox } from "../../shared/crypto/lockbox.ts";
import { peekLockboxAuthor } from "../../shared/crypto/lockbox-check.ts";
import { openPreviousKey } from "../../shared/crypto/previous-key.ts";
import type { SpaceKey } from "../../shared/crypto/space-key.ts";
import { AppError } from "../../shared/errors.ts";
import type { GenerationState } from "../../shared/log/space-state.ts";
import { keepLockboxes } from "./log-store.ts";
import type { OpenSpace } from "./open-space.ts";

/**
 * Opens the keys of those generations that are not open yet: the newest from a lockbox, kept or just offered, the earlier
 * ones backwards from it. What it must be bound to comes from the verified log only. One that opened is kept; no other
 * ever takes its place. One that does not open is none, whoever sealed it or passed it on: without a lockbox of the newest
 * generation the older ones serve; a member who has none waits.
 */
export async function openSpaceKeys(space: OpenSpace, offered: ReadonlyMap<number, Bytes>): Promise<void> {
  const { origin, state, lockboxes, spaceKeys } = space;
  const known = lockboxes.size;
  for (const generation of [...state.generations].reverse()) {
    const number = generation.generation;
    if (spaceKeys.has(number)) continue;
    const key = (await openFromLater(space, generation)) ?? (await openOffered(space, generation, offered));
    if (key) spaceKeys.set(number, key);
  }
  if (lockboxes.size === known) return;
  const kept = [...lockboxes].map(([generation, lockbox]) => ({ generation, lockbox }));
  await keepLockboxes(origin, state.space, { head: state.head, lockboxes: kept });
}

/** From the entry that started the next generation, or a later one whose author had not got the keys in between. */
async function openFromLater(space: OpenSpace, generation: GenerationState): Promise<SpaceKey | null> {
  for (const after of space.state.generations.slice(generation.generation)) {
    const key = await openFrom(space, after, generation);
    if (key) return key;
  }
  return null;
}

/** A key that does not fit the commitment is none: it is another generation's, or a member cheated. */
async function openFrom(
  { state, spaceKeys }: OpenSpace,
  { generation, previous }: GenerationState,
  { generation: of, keyCommitment }: GenerationState,
): Promise<SpaceKey | null> {
  const newKey = spaceKeys.get(generation);
  if (!newKey || !previous) return null;
  const place = { space: state.space, generation };
  return orNone(openPreviousKey({ ...place, newKey, wire: previous, of, keyCommitment }));
}

async function openOffered(
  space: OpenSpace,
  generation: GenerationState,
  offered: ReadonlyMap<number, Bytes>,
): Promise<SpaceKey | null> {
  const number = generation.generation;
  const wire = space.lockboxes.get(number) ?? offered.get(number);
  const key = wire ? await orNone(openOne(space, generation, wire)) : null;
  if (key && wire) space.lockboxes.set(number, wire);
  return key;
}

async function orNone(key: Promise<SpaceKey>): Promise<SpaceKey | null> {
  try {
    return await key;
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

/** Whoever sealed it stands in the portal's log, and what is in it is what the space's log committed to. */
async function openOne(
  { portal, state, keys }: OpenSpace,
  { generation, keyCommitment, startedBy }: GenerationState,
  wire: Bytes,
): Promise<SpaceKey> {
  const author = peekLockboxAuthor(wire);
  const authorSignPublic = portal.users.get(author)?.bundle.signPublic;
  if (!authorSignPublic) throw new AppError("CONTEXT_WRONG");
  const context = { space: state.space, generation, head: startedBy, member: keys.user, author };
  return openLockbox({
    wire,
    identity: keys.identity,
    expected: { ...context, authorSignPublic, keyCommitment },
  });
}
