import type { BodyOf } from "../../shared/api/contract.ts";
import { type Bytes, equalBytes } from "../../shared/bytes.ts";
import { type Bundle, hashKemPublic, parseBundle } from "../../shared/crypto/bundle.ts";
import { parseLockbox } from "../../shared/crypto/lockbox-check.ts";
import { commitProfile } from "../../shared/crypto/profile.ts";
import { type Argon2Cost, parseSlot } from "../../shared/crypto/slot-params.ts";
import { importVerifyKey } from "../../shared/crypto/verify.ts";
import { AppError } from "../../shared/errors.ts";
import { type ParsedEntry, parseEntry, spaceOfGenesis, verifyEntry } from "../../shared/log/entry.ts";
import type { PortalCreate, SpaceCreate } from "../../shared/log/operations.ts";
import { canCreateSpace } from "../../shared/log/rights-of-entry.ts";
import { checkClock } from "../clock.ts";

/** Checks of everything that a new portal is made of, so that none starts with what a client would refuse. */

type SetupBody = BodyOf<"createPortal">;
type Login = SetupBody["logins"][number];

export interface Genesis<Operation> {
  readonly entry: ParsedEntry;
  readonly operation: Operation;
}
export interface CheckedSetup {
  readonly bundle: Bundle;
  readonly profile: SetupBody["profile"];
  readonly portal: Genesis<PortalCreate>;
  readonly personal: Genesis<SpaceCreate>;
  readonly logins: readonly CheckedLogin[];
  readonly lockbox: Bytes;
}
interface CheckedLogin extends Login {
  readonly params: { readonly salt: Bytes; readonly argon2: Argon2Cost | null };
}

const refused = (): AppError => new AppError("ENTRY_REFUSED");

/**
 * @throws BODY_MALFORMED, CLOCK_WRONG, ENTRY_*, RIGHT_MISSING, SIGNATURE_WRONG and what the parsers throw
 */
export async function checkSetupBody(body: SetupBody, nowMs: number): Promise<CheckedSetup> {
  const portal = await checkPortalEntry(body, nowMs);
  const bundle = await parseBundle(portal.operation.bundle);
  if (bundle.user !== body.profile.user || portal.entry.author !== bundle.user) throw refused();
  await verifyEntry(portal.entry, bundle.signPublic);
  await checkProfile(body.profile, portal.operation.profileCommitment);
  const personal = await checkPersonalEntry(body.personalEntry, { portal, bundle, nowMs });
  await checkLockbox(body.lockbox, personal.entry, bundle);
  const { profile, lockbox } = body;
  return { bundle, profile, portal, personal, logins: await checkLogins(body.logins), lockbox };
}

async function checkPortalEntry(body: SetupBody, nowMs: number): Promise<Genesis<PortalCreate>> {
  const entry = await parseEntry(body.portalEntry);
  if (entry.operation.op !== "portal.create") throw refused();
  checkClock(nowMs, entry.timeMs);
  return { entry, operation: entry.operation };
}

/** The commitment in the log must be over what stands beside it. */
async function checkProfile(profile: SetupBody["profile"], commitment: Bytes): Promise<void> {
  if (!equalBytes(await commitProfile(profile), commitment)) throw new AppError("BODY_MALFORMED");
}

async function checkPersonalEntry(
  wire: Bytes,
  { portal, bundle, nowMs }: { portal: Genesis<PortalCreate>; bundle: Bundle; nowMs: number },
): Promise<Genesis<SpaceCreate>> {
  const entry = await parseEntry(wire);
  const { operation, portalHead } = entry;
  if (operation.op !== "space.create" || entry.author !== bundle.user) throw refused();
  if (portalHead?.seq !== portal.entry.seq || portalHead.hash !== portal.entry.hash) throw refused();
  await verifyEntry(entry, bundle.signPublic);
  checkClock(nowMs, entry.timeMs);
  const author = { user: bundle.user, type: "Owner", isDisabled: false } as const;
  if (!canCreateSpace(portal.operation, author).allowed) throw new AppError("RIGHT_MISSING");
  return { entry, operation };
}

async function checkLockbox(wire: Bytes, genesis: ParsedEntry, bundle: Bundle): Promise<void> {
  const lockbox = await parseLockbox(wire, bundle.signPublic);
  const isFor = lockbox.member === bundle.user && lockbox.author === bundle.user;
  const isAt = lockbox.space === spaceOfGenesis(genesis) && lockbox.head === genesis.hash;
  const isOf = equalBytes(lockbox.memberKemHash, await hashKemPublic(bundle.kemPublic));
  if (!isFor || !isAt || !isOf || lockbox.generation !== 1) throw new AppError("OBJECT_MALFORMED");
}

async function checkLogins(logins: readonly Login[]): Promise<CheckedLogin[]> {
  if (new Set(logins.map((login) => login.kind)).size !== logins.length) throw new AppError("BODY_MALFORMED");
  return Promise.all(logins.map(checkLogin));
}

async function checkLogin(login: Login): Promise<CheckedLogin> {
  const { params } = parseSlot(login.slot);
  if (params.kind !== login.kind) throw new AppError("BODY_MALFORMED");
  await importVerifyKey(login.loginPublic);
  return {
    ...login,
    params: { salt: params.salt, argon2: params.kind === "passphrase" ? params.argon2 : null },
  };
}
