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
 * ever takes its place. Without a lockbox of the newest generation the older ones serve; a member who has none waits.
 * @throws CONTEXT_WRONG and what openLockbox throws
 */
export async function openSpaceKeys(space: OpenSpace, offered: ReadonlyMap<number, Bytes>): Promise<void> {
  const { origin, state, lockboxes, spaceKeys } = space;
  const known = lockboxes.size;
  for (const generation of [...state.generations].reverse()) {
    const number = generation.generation;
    if (spaceKeys.has(number)) continue;
    const after = state.generations[number];
    const key =
      (await openFromLater(space, generation, after)) ?? (await openOffered(space, generation, offered));
    if (key) spaceKeys.set(number, key);
  }
  if (lockboxes.size === known) return;
  const kept = [...lockboxes].map(([generation, lockbox]) => ({ generation, lockbox }));
  await keepLockboxes(origin, state.space, { head: state.head, lockboxes: kept });
}

/** From the entry that started the next generation; a key that does not fit its commitment is none (a member cheated). */
async function openFromLater(
  { state, spaceKeys }: OpenSpace,
  { keyCommitment }: GenerationState,
  after: GenerationState | undefined,
): Promise<SpaceKey | null> {
  const newKey = after && spaceKeys.get(after.generation);
  if (!newKey || !after.previous) return null;
  const place = { space: state.space, generation: after.generation };
  return openPreviousKey({ ...place, newKey, wire: after.previous, keyCommitment }).catch(
    (error: unknown) => {
      if (error instanceof AppError) return null;
      throw error;
    },
  );
}

async function openOffered(
  space: OpenSpace,
  generation: GenerationState,
  offered: ReadonlyMap<number, Bytes>,
): Promise<SpaceKey | null> {
  const number = generation.generation;
  const wire = space.lockboxes.get(number) ?? offered.get(number);
  if (!wire) return null;
  const key = await openOne(space, generation, wire);
  space.lockboxes.set(number, wire);
  return key;
}

/** Whoever sealed it stands in the portal's log, and what is in it is what the space's log committed to. */
function openOne(
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
