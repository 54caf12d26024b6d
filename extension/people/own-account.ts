import { asSealed, equalBytes, randomBytes, toBase64Url } from "../../shared/bytes.ts";
import { parseBundle } from "../../shared/crypto/bundle.ts";
import type { RootSeed } from "../../shared/crypto/identity.ts";
import { createKitSecret, formatKit } from "../../shared/crypto/kit.ts";
import { type LoginSeed, loginPublicOf } from "../../shared/crypto/login.ts";
import {
  commitProfile,
  normalizeEmail,
  PROFILE_SALT_BYTES,
  parsePersonName,
} from "../../shared/crypto/profile.ts";
import { createKitSlot } from "../../shared/crypto/slot.ts";
import { AppError } from "../../shared/errors.ts";
import type { PortalOrigin, UserId } from "../../shared/ids.ts";
import { createClient } from "../api/client.ts";
import { appendToPortal } from "../spaces/append-portal.ts";
import { openPortal } from "../spaces/portal-session.ts";
import { changeAccount } from "../vault/account.ts";
import { chooseGroups, isKitProven } from "../vault/kit-proof.ts";
import { readUnlockWait } from "../vault/lock.ts";
import { signChallenge } from "../vault/login.ts";
import { newKitRecord } from "../vault/new-kit-record.ts";
import { keepNewSlot, noteNewSlot, type SentSlot, settleNewSlot } from "../vault/new-slot.ts";
import { assessPassphrase } from "../vault/passphrase.ts";
import { type AccountRecord, portalRecord, type SlotName } from "../vault/records.ts";
import { clientOf } from "../vault/session.ts";
import { inSlotThread } from "../vault/slot-thread.ts";
import { countTry, forgetTries, parseSecret } from "../vault/unlock.ts";

/** One's own profile and ways to unlock. */

/** Name and address; with `user`, somebody else's, for who may edit people. @throws RIGHT_MISSING, EMAIL_TAKEN, OBJECT_MALFORMED */
export async function changeProfile(input: {
  origin: PortalOrigin;
  user?: UserId;
  name: string;
  email: string;
}): Promise<void> {
  const { origin } = input;
  const portal = await openPortal(origin);
  const [name, email, user] = [
    parsePersonName(input.name),
    normalizeEmail(input.email),
    input.user ?? portal.user,
  ];
  const salt = randomBytes(PROFILE_SALT_BYTES);
  const profileCommitment = await commitProfile({ salt, name, email });
  await appendToPortal(portal, async () => ({
    operation: { op: "profile.change", user, profileCommitment },
    companions: { profile: { user, name, email, salt: toBase64Url(salt) } },
  }));
  if (user === portal.user) await changeAccount(origin, (account) => ({ ...account, name, email }));
}

export interface ProvenSecret {
  readonly kind: "passphrase" | "kit";
  readonly secret: string;
}

interface Proven {
  readonly account: AccountRecord;
  readonly seed: RootSeed;
  readonly loginSeed: LoginSeed;
  readonly kind: SlotName;
}

/** Opens the person's own slot once more. Wrong tries count as they do at unlocking. @throws UNLOCK_WAIT, LOGIN_REFUSED, KIT_MISTYPED */
async function prove(origin: PortalOrigin, { kind, secret: typed }: ProvenSecret): Promise<Proven> {
  if (await readUnlockWait(origin)) throw new AppError("UNLOCK_WAIT");
  const secret = await parseSecret(kind, typed);
  const account = (await portalRecord(origin).read())?.account;
  const slot = account?.slots.find((each) => each.kind === kind)?.wire;
  if (!account || !slot) throw new AppError("LOCKED");
  const { signPublic } = await parseBundle(account.bundle);
  await countTry(origin);
  const opened = await inSlotThread("openSlot", { slot, secret, user: account.user, signPublic }).catch(
    (cause: unknown) => {
      throw new AppError("LOGIN_REFUSED", { cause });
    },
  );
  await forgetTries(origin);
  return { account, kind, ...opened };
}

/** Puts a new slot in place of the old one of its kind: at the portal after a fresh proof, then here. */
async function replaceSlot(
  origin: PortalOrigin,
  { account, kind, loginSeed }: Pick<Proven, "account" | "loginSeed" | "kind">,
  next: SentSlot,
): Promise<void> {
  const client = clientOf(origin);
  const { challenge } = await client.call("createChallenge", { body: { user: account.user, kind } });
  const proof = await signChallenge(origin, { kind, challenge, loginSeed });
  const loginPublic = toBase64Url(await loginPublicOf(next.loginSeed));
  const login = { kind: next.kind, loginPublic, slot: toBase64Url(next.wire) };
  await noteNewSlot(origin, next);
  try {
    await client.call("changeLogins", { body: { proof, logins: [login] } });
  } catch (error) {
    // Refused, or the answer was lost; while even that cannot be told, the note stays
    const isInForce = await settle(origin).catch(() => false);
    if (!isInForce) throw error;
    return;
  }
  await keepNewSlot(origin, next);
}

/** Whether a slot whose answer was lost came into force after all; it is kept here then. @throws OFFLINE */
async function settle(origin: PortalOrigin): Promise<boolean> {
  const grant = await settleNewSlot(origin);
  if (!grant) return false;
  // Asked within a session, which goes on: the one that the question began is not needed
  const token = toBase64Url(grant.token);
  const session = { token: async () => token, renew: async () => token };
  await createClient({ origin, session })
    .call("deleteSession", {})
    .catch(() => undefined);
  return true;
}

/**
 * A new passphrase in place of the old one; all other sessions of the person end.
 * @throws PASSPHRASE_WEAK; LOGIN_REFUSED when `current` is wrong; KIT_MISTYPED, UNLOCK_WAIT, OFFLINE
 */
export async function changePassphrase(input: {
  origin: PortalOrigin;
  current: ProvenSecret;
  passphrase: string;
}): Promise<void> {
  const { origin, current, passphrase } = input;
  const account = (await portalRecord(origin).read())?.account;
  if (!account) throw new AppError("LOCKED");
  const strength = await assessPassphrase(passphrase, [account.name, account.email, origin]);
  if (!strength.isAccepted) throw new AppError("PASSPHRASE_WEAK");
  if ((await settle(origin)) && (await isInForce(origin, passphrase))) return;
  const proven = await prove(origin, current);
  const { signPublic } = await parseBundle(proven.account.bundle);
  const owner = { user: proven.account.user, signPublic, seed: proven.seed };
  const slot = await inSlotThread("createPassphraseSlot", { ...owner, passphrase });
  await replaceSlot(origin, proven, { kind: "passphrase", ...slot });
}

/** Whether this very change was made by the try before, whose answer was lost. */
const isInForce = (origin: PortalOrigin, passphrase: string): Promise<boolean> =>
  prove(origin, { kind: "passphrase", secret: passphrase }).then(
    () => true,
    () => false,
  );

/** A new recovery kit as printed, not in force before {@link confirmNewKit}. In memory only. @throws LOGIN_REFUSED */
export async function beginNewKit(input: {
  origin: PortalOrigin;
  current: ProvenSecret;
}): Promise<{ kit: string; askedGroups: readonly number[] }> {
  await settle(input.origin);
  const { account, kind, seed, loginSeed } = await prove(input.origin, input.current);
  const { signPublic } = await parseBundle(account.bundle);
  const secret = createKitSecret();
  const slot = await createKitSlot({ user: account.user, signPublic, seed, kit: secret });
  const shown = { kit: await formatKit(secret), askedGroups: chooseGroups() };
  await newKitRecord(input.origin).write({
    ...{ ...shown, provenKind: kind, provenSeed: toBase64Url(loginSeed) },
    ...{ slot: toBase64Url(slot.wire), loginSeed: toBase64Url(slot.loginSeed) },
  });
  return shown;
}

/** False while the groups are not those of the kit; once true, the old kit opens nothing any more. @throws LOCKED: begin again */
export async function confirmNewKit(input: {
  origin: PortalOrigin;
  groups: Readonly<Record<number, string>>;
}): Promise<boolean> {
  const { origin, groups } = input;
  const [record, portal] = [await newKitRecord(origin).read(), await portalRecord(origin).read()];
  if (!record || !portal?.account) throw new AppError("LOCKED");
  if (!isKitProven(record, groups)) return false;
  const { account } = portal;
  const proven = { account, kind: record.provenKind, loginSeed: record.provenSeed as LoginSeed };
  const slot = { wire: asSealed(record.slot), loginSeed: record.loginSeed as LoginSeed };
  await settle(origin);
  const kept = (await portalRecord(origin).read())?.account?.slots.find(({ kind }) => kind === "kit");
  const isInForce = kept && equalBytes(kept.wire, slot.wire);
  if (!isInForce) await replaceSlot(origin, proven, { kind: "kit", ...slot });
  await newKitRecord(origin).remove();
  return true;
}
