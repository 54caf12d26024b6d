import { toBase64Url } from "../../shared/bytes.ts";
import { createRootSeed, deriveIdentity } from "../../shared/crypto/identity.ts";
import { createKitSecret, formatKit } from "../../shared/crypto/kit.ts";
import { normalizeEmail, parsePersonName } from "../../shared/crypto/profile.ts";
import { createKitSlot, type NewSlot } from "../../shared/crypto/slot.ts";
import { AppError } from "../../shared/errors.ts";
import { createUserId, type PortalOrigin } from "../../shared/ids.ts";
import { registerPortal } from "./first-owner.ts";
import { chooseGroups, isKitProven } from "./kit-proof.ts";
import { startActivity } from "./lock.ts";
import { assessPassphrase } from "./passphrase.ts";
import { type SetupJson, type SetupRecord, setupRecord, setupToJson, setupToken } from "./setup-record.ts";
import { inSlotThread } from "./slot-thread.ts";

/** Setting up a portal as its first owner: keys and kit are made here, the kit is proven, only then anything is sent. */

export interface PendingSetup {
  readonly origin: PortalOrigin;
  readonly name: string;
  readonly email: string;
  /** The recovery kit as printed, nine groups of four. */
  readonly kit: string;
  /** Which groups to type back, counted from 0. */
  readonly askedGroups: readonly number[];
  readonly isProven: boolean;
}

/** Keeps the token of a setup link in memory, so that it can leave the address bar. @throws SETUP_TOKEN_WRONG for what is none */
export async function keepSetupToken(origin: PortalOrigin, token: string): Promise<void> {
  if (!/^[A-Za-z0-9_-]{43}$/.test(token)) throw new AppError("SETUP_TOKEN_WRONG");
  await setupToken(origin).write(token);
}

/** Forgets a token that is of no use: the portal has its owner. */
export const dropSetupToken = (origin: PortalOrigin): Promise<void> => setupToken(origin).remove();

/** Null when there is none. */
export async function readSetupToken(origin: PortalOrigin): Promise<string | null> {
  const token = await setupToken(origin).read();
  return token && toBase64Url(token);
}

const recordToPending = (origin: PortalOrigin, record: SetupRecord): PendingSetup => {
  const { name, email, kit, askedGroups, isProven } = record;
  return { origin, name, email, kit, askedGroups, isProven };
};

/** Null when no setup of this portal is under way. */
export async function readPendingSetup(origin: PortalOrigin): Promise<PendingSetup | null> {
  const record = await setupRecord(origin).read();
  return record && recordToPending(origin, record);
}

const slotToJson = (kind: "passphrase" | "kit", { wire, loginSeed }: NewSlot) => ({
  kind,
  wire: toBase64Url(wire),
  loginSeed: toBase64Url(loginSeed),
});

/**
 * Makes the person's keys, seals them under the passphrase and under a recovery kit, and keeps it all in memory. Nothing is sent.
 * @throws PASSPHRASE_WEAK; OBJECT_MALFORMED for a name or an e-mail address that cannot be one
 */
export async function beginSetup(input: {
  origin: PortalOrigin;
  name: string;
  email: string;
  passphrase: string;
}): Promise<PendingSetup> {
  const [name, email] = [parsePersonName(input.name), normalizeEmail(input.email)];
  const strength = await assessPassphrase(input.passphrase, [name, email, input.origin]);
  if (!strength.isAccepted) throw new AppError("PASSPHRASE_WEAK");
  const record = await createRecord({ name, email, passphrase: input.passphrase });
  await startActivity();
  await setupRecord(input.origin).write(record);
  return { origin: input.origin, ...record };
}

async function createRecord(input: { name: string; email: string; passphrase: string }): Promise<SetupJson> {
  const { name, email, passphrase } = input;
  const [user, seed, kit] = [createUserId(), createRootSeed(), createKitSecret()];
  const { signPublic } = await deriveIdentity(seed);
  const [byPassphrase, byKit] = await Promise.all([
    inSlotThread("createPassphraseSlot", { user, signPublic, seed, passphrase }),
    createKitSlot({ user, signPublic, seed, kit }),
  ]);
  return {
    name,
    email,
    user,
    seed: toBase64Url(seed),
    slots: [slotToJson("passphrase", byPassphrase), slotToJson("kit", byKit)],
    kit: await formatKit(kit),
    askedGroups: chooseGroups(),
    isProven: false,
    request: null,
  };
}

/**
 * Whether the asked-for groups were typed back from the printed kit. Setup goes on only after this was true once.
 * @throws LOCKED when the lock ended this setup: begin again
 */
export async function proveKit(input: {
  origin: PortalOrigin;
  groups: Readonly<Record<number, string>>;
}): Promise<boolean> {
  const record = await setupRecord(input.origin).read();
  if (!record) throw new AppError("LOCKED");
  const isProven = isKitProven(record, input.groups);
  if (isProven) await setupRecord(input.origin).write({ ...setupToJson(record), isProven });
  return isProven;
}

/**
 * Registers the portal with its first owner and unlocks. Repeating it after a lost answer is safe.
 * @throws LOCKED when the lock ended it: begin again; KIT_MISTYPED while the kit is not proven; SETUP_TOKEN_WRONG, SETUP_CLOSED, OFFLINE
 */
export async function finishSetup({
  origin,
  token,
}: {
  origin: PortalOrigin;
  token?: string;
}): Promise<void> {
  const record = await setupRecord(origin).read();
  if (!record) throw new AppError("LOCKED");
  if (!record.isProven) throw new AppError("KIT_MISTYPED");
  const tokenText = token ?? (await readSetupToken(origin));
  if (!tokenText) throw new AppError("SETUP_TOKEN_WRONG");
  const keepRequest = (request: string) => setupRecord(origin).write({ ...setupToJson(record), request });
  await registerPortal({ origin, record, token: tokenText, keepRequest });
  await setupRecord(origin).remove();
  await setupToken(origin).remove();
}
