import { type Bytes, toBase64Url, utf8 } from "../../shared/bytes.ts";
import type { Bundle } from "../../shared/crypto/bundle.ts";
import { sha256 } from "../../shared/crypto/hash.ts";
import {
  createBundle,
  deriveIdentity,
  type Identity,
  parseRootSeed,
  type RootSeed,
} from "../../shared/crypto/identity.ts";
import { parseUserId, type UserId } from "../../shared/ids.ts";

/** Someone with keys. The same name gives the same person in every run. */
export interface Person extends Identity {
  readonly user: UserId;
  readonly seed: RootSeed;
  readonly bundle: Bundle;
}

export const PEOPLE_SINCE_MS = Date.UTC(2026, 0, 1);

/** Makes one person. */
export async function person(name: string): Promise<Person> {
  const seed = parseRootSeed(await bytesOf(`seed of ${name}`));
  const user = parseUserId(toBase64Url((await bytesOf(`id of ${name}`)).slice(0, 16)));
  const identity = await deriveIdentity(seed);
  const bundle = await createBundle({ identity, user, createdAtMs: PEOPLE_SINCE_MS });
  return { ...identity, user, seed, bundle };
}

/** alice owns, bob is a member, carol is new, eve was denied, mallory lies. */
export async function people(): Promise<Record<"alice" | "bob" | "carol" | "eve" | "mallory", Person>> {
  const [alice, bob, carol, eve, mallory] = await Promise.all(
    (["alice", "bob", "carol", "eve", "mallory"] as const).map(person),
  );
  return { alice: alice!, bob: bob!, carol: carol!, eve: eve!, mallory: mallory! };
}

/** 32 bytes that a text always gives. */
export const bytesOf = (text: string): Promise<Bytes> => sha256(utf8(text));
