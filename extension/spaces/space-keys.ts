import type { Bytes } from "../../shared/bytes.ts";
import { openLockbox } from "../../shared/crypto/lockbox.ts";
import type { SpaceKey } from "../../shared/crypto/space-key.ts";
import { AppError } from "../../shared/errors.ts";
import type { PortalOrigin } from "../../shared/ids.ts";
import type { PortalState } from "../../shared/log/portal-state.ts";
import type { GenerationState, SpaceState } from "../../shared/log/space-state.ts";
import type { Keys } from "../vault/keys.ts";
import { keepLockboxes } from "./log-store.ts";

interface SpaceKeysInput {
  readonly origin: PortalOrigin;
  readonly portal: PortalState;
  readonly state: SpaceState;
  readonly keys: Keys;
  /** Those that opened once, by generation. Filled up, never replaced. */
  readonly lockboxes: Map<number, Bytes>;
  /** Filled up. */
  readonly spaceKeys: Map<number, SpaceKey>;
}

/**
 * Opens the keys of those generations that are not open yet, from a kept lockbox or one that the portal just offered. What
 * it must be bound to comes from the verified log only. One that opened is kept; no other ever takes its place.
 * @throws KEY_MISSING when there is no lockbox for a generation; CONTEXT_WRONG and what openLockbox throws
 */
export async function openSpaceKeys(
  input: SpaceKeysInput,
  offered: ReadonlyMap<number, Bytes>,
): Promise<void> {
  const { origin, state, lockboxes, spaceKeys } = input;
  const known = lockboxes.size;
  for (const generation of state.generations) {
    const number = generation.generation;
    if (spaceKeys.has(number)) continue;
    const wire = lockboxes.get(number) ?? offered.get(number);
    if (!wire) throw new AppError("KEY_MISSING");
    spaceKeys.set(number, await openOne(input, generation, wire));
    lockboxes.set(number, wire);
  }
  if (lockboxes.size === known) return;
  const kept = [...lockboxes].map(([generation, lockbox]) => ({ generation, lockbox }));
  await keepLockboxes(origin, state.space, { head: state.head, lockboxes: kept });
}

async function openOne(
  { portal, state, keys }: SpaceKeysInput,
  { generation, keyCommitment, startedBy, author }: GenerationState,
  wire: Bytes,
): Promise<SpaceKey> {
  const authorSignPublic = portal.users.get(author)?.bundle.signPublic;
  if (!authorSignPublic) throw new AppError("KEY_MISSING");
  const context = { space: state.space, generation, head: startedBy, member: keys.user, author };
  return openLockbox({
    wire,
    identity: keys.identity,
    expected: { ...context, authorSignPublic, keyCommitment },
  });
}
