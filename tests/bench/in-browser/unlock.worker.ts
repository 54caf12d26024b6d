import { equalBytes } from "../../../shared/bytes.ts";
import { createRootSeed, deriveIdentity } from "../../../shared/crypto/identity.ts";
import { createPassphraseSlot, openSlot } from "../../../shared/crypto/slot.ts";
import { createUserId } from "../../../shared/ids.ts";
import { answer, demand, timed } from "./answer.ts";

export interface UnlockTask {
  readonly rounds: number;
}

const PASSPHRASE = "seven quiet herons over the bay";

/** What an unlock computes: the slot opened with the passphrase, the person's keys derived and checked. */
answer(async ({ rounds }: UnlockTask): Promise<readonly number[]> => {
  const seed = createRootSeed();
  const owner = { user: createUserId(), signPublic: (await deriveIdentity(seed)).signPublic };
  const { wire } = await createPassphraseSlot({ ...owner, seed, passphrase: PASSPHRASE });
  const unlock = async () => {
    const opened = await openSlot({
      ...owner,
      slot: wire,
      secret: { kind: "passphrase", passphrase: PASSPHRASE },
    });
    const { signPublic } = await deriveIdentity(opened.seed);
    demand(equalBytes(opened.seed, seed) && equalBytes(signPublic, owner.signPublic), "the unlocked keys");
  };
  await unlock();
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) times.push(await timed(unlock));
  return times;
});
