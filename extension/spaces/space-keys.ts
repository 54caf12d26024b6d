import type { Bytes } from "../../shared/bytes.ts";
import { openLockbox } from "../../shared/crypto/lockbox.ts";
import type { SpaceKey } from "../../shared/crypto/space-key.ts";
import { AppError } from "../../shared/errors.ts";
import type { PortalState } from "../../shared/log/portal-state.ts";
import type { GenerationState, SpaceState } from "../../shared/log/space-state.ts";
import type { Keys } from "../vault/keys.ts";

interface SpaceKeysInput {
  readonly portal: PortalState;
  readonly state: SpaceState;
  readonly keys: Keys;
  /** As the portal sent them, by generation. */
  readonly lockboxes: ReadonlyMap<number, Bytes>;
  /** Filled up. */
  readonly spaceKeys: Map<number, SpaceKey>;
}

/**
 * Opens the keys of those generations that are not open yet. What each lockbox must be bound to comes from the verified log only.
 * @throws KEY_MISSING when the portal has no lockbox for a generation; CONTEXT_WRONG and what openLockbox throws
 */
export async function openSpaceKeys(input: SpaceKeysInput): Promise<void> {
  for (const generation of input.state.generations)
    if (!input.spaceKeys.has(generation.generation))
      input.spaceKeys.set(generation.generation, await openOne(input, generation));
}

async function openOne(
  { portal, state, keys, lockboxes }: SpaceKeysInput,
  { generation, keyCommitment, startedBy, author }: GenerationState,
): Promise<SpaceKey> {
  const wire = lockboxes.get(generation);
  const authorSignPublic = portal.users.get(author)?.bundle.signPublic;
  if (!wire || !authorSignPublic) throw new AppError("KEY_MISSING");
  const context = { space: state.space, generation, head: startedBy, member: keys.user, author };
  return openLockbox({
    wire,
    identity: keys.identity,
    expected: { ...context, authorSignPublic, keyCommitment },
  });
}
