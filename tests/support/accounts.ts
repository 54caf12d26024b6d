import type { BodyJson } from "../../shared/api/contract.ts";
import { type Bytes, parseBase64Url, randomBytes, type Sealed, toBase64Url } from "../../shared/bytes.ts";
import { sealLockbox } from "../../shared/crypto/lockbox.ts";
import { deriveLoginSeed, type LoginSeed, loginPublicOf, signLogin } from "../../shared/crypto/login.ts";
import { commitProfile } from "../../shared/crypto/profile.ts";
import { DEFAULT_ARGON2, encodeSlot, type SlotParams } from "../../shared/crypto/slot-params.ts";
import { commitSpaceKey, createSpaceKey, type SpaceKey } from "../../shared/crypto/space-key.ts";
import type { SpaceId } from "../../shared/ids.ts";
import { type EntryFields, type Head, type ParsedEntry, spaceOfGenesis } from "../../shared/log/entry.ts";
import { signEntry } from "../../shared/log/sign-entry.ts";
import { type Door, get } from "./ask.ts";
import type { Person } from "./people.ts";

/** What people register and send, made the way a client makes it: everything is really signed and sealed. */

export const SETUP_TOKEN = new Uint8Array(32).fill(7);
const KINDS = ["passphrase", "kit"] as const;

type Login = BodyJson<"createPortal">["logins"][number] & { readonly loginSeed: LoginSeed };

/** What a person registers. */
export interface Account {
  readonly person: Person;
  readonly name: string;
  readonly email: string;
  readonly salt: Bytes;
  readonly logins: readonly Login[];
}

/** A space that was started but not sent yet. */
export interface NewSpace {
  readonly entry: ParsedEntry;
  readonly space: SpaceId;
  readonly spaceKey: SpaceKey;
  readonly lockbox: Sealed;
}

/** The slot holds nothing: no server can tell, and no test waits for Argon2id. */
async function createLogin(kind: "passphrase" | "kit"): Promise<Login> {
  const salt = randomBytes(16);
  const params: SlotParams = kind === "kit" ? { kind, salt } : { kind, salt, argon2: DEFAULT_ARGON2 };
  const loginSeed = await deriveLoginSeed(randomBytes(32), salt);
  const slot = toBase64Url(encodeSlot({ params, nonce: randomBytes(12), sealed: randomBytes(48) }));
  return { kind, loginSeed, loginPublic: toBase64Url(await loginPublicOf(loginSeed)), slot };
}

export const createAccount = async (person: Person, name: string): Promise<Account> => ({
  person,
  name,
  email: `${name.toLowerCase()}@example.org`,
  salt: randomBytes(16),
  logins: await Promise.all(KINDS.map(createLogin)),
});

/** Signs an entry as this person, now. */
export const signAs = (
  person: Person,
  fields: Omit<EntryFields, "author" | "timeMs"> & { timeMs?: number },
) => signEntry({ timeMs: Date.now(), ...fields, author: person.user }, person.signKey);

export const createPortalEntry = async ({ person, ...profile }: Account): Promise<ParsedEntry> =>
  signAs(person, {
    space: null,
    seq: 0,
    prev: null,
    portalHead: null,
    operation: {
      op: "portal.create",
      nonce: randomBytes(16),
      bundle: person.bundle.wire,
      profileCommitment: await commitProfile(profile),
      isPrivateRoomOn: true,
    },
  });

export async function createPersonalSpace(person: Person, portalHead: Head): Promise<NewSpace> {
  const spaceKey = createSpaceKey();
  const keyCommitment = await commitSpaceKey(spaceKey, 1);
  const entry = await signAs(person, {
    space: null,
    seq: 0,
    prev: null,
    portalHead,
    operation: { op: "space.create", kind: "personal", nonce: randomBytes(16), keyCommitment },
  });
  const space = spaceOfGenesis(entry);
  const lockbox = await sealLockbox({
    ...{ spaceKey, space, generation: 1, head: entry.hash, member: person.user },
    ...{ memberKemPublic: person.kemPublic, author: person.user, signKey: person.signKey },
  });
  return { entry, space, spaceKey, lockbox };
}

/** The setup request, as alice's browser sends it. */
export async function createSetup(account: Account, token: Bytes = SETUP_TOKEN) {
  const portal = await createPortalEntry(account);
  const personal = await createPersonalSpace(account.person, { seq: 0, hash: portal.hash });
  const { name, email, salt, person, logins } = account;
  const body: BodyJson<"createPortal"> = {
    token: toBase64Url(token),
    profile: { user: person.user, name, email, salt: toBase64Url(salt) },
    logins: logins.map(({ kind, loginPublic, slot }) => ({ kind, loginPublic, slot })),
    portalEntry: toBase64Url(portal.wire),
    personalEntry: toBase64Url(personal.entry.wire),
    lockbox: toBase64Url(personal.lockbox),
  };
  return { body, portal, personal };
}

/** Both halves of signing in. */
export async function signIn(
  door: Door,
  { email, logins }: Account,
  kind: "passphrase" | "kit" = "passphrase",
  headers: Readonly<Record<string, string>> = {},
) {
  const { challenge } = await get(door, "createChallenge", { body: { email, kind } });
  const { loginSeed } = logins.find((login) => login.kind === kind)!;
  const timeMs = Date.now();
  const proof = { origin: door.origin, challenge: parseBase64Url(challenge), timeMs };
  const signature = toBase64Url(await signLogin({ loginSeed, ...proof }));
  return get(door, "createSession", { body: { email, kind, challenge, timeMs, signature }, headers });
}
