import type { BodyOf } from "../../shared/api/contract.ts";
import { type Bytes, equalBytes } from "../../shared/bytes.ts";
import { type Bundle, hashKemPublic, parseBundle } from "../../shared/crypto/bundle.ts";
import { parseLockbox } from "../../shared/crypto/lockbox-check.ts";
import { AppError } from "../../shared/errors.ts";
import { type ParsedEntry, parseEntry, spaceOfGenesis, verifyEntry } from "../../shared/log/entry.ts";
import type { PersonalCreate, PortalCreate } from "../../shared/log/operations.ts";
import { canCreateSpace } from "../../shared/log/rights-of-entry.ts";
import { checkClock } from "../clock.ts";
import { type CheckedLogin, checkLogins } from "../users/logins.ts";
import { checkProfile } from "../users/profile.ts";

/** Checks of everything that a new portal is made of, so that none starts with what a client would refuse. */

type SetupBody = BodyOf<"createPortal">;

export interface Genesis<Operation> {
  readonly entry: ParsedEntry;
  readonly operation: Operation;
}
export interface CheckedSetup {
  readonly bundle: Bundle;
  readonly profile: SetupBody["profile"];
  readonly portal: Genesis<PortalCreate>;
  readonly personal: Genesis<PersonalCreate>;
  readonly logins: readonly CheckedLogin[];
  readonly lockbox: Bytes;
}

const refused = (): AppError => new AppError("ENTRY_REFUSED");

/**
 * @throws BODY_MALFORMED, CLOCK_WRONG, ENTRY_*, RIGHT_MISSING, SIGNATURE_WRONG and what the parsers throw
 */
export async function checkSetupBody(body: SetupBody, nowMs: number): Promise<CheckedSetup> {
  const portal = await checkPortalEntry(body, nowMs);
  const bundle = await parseBundle(portal.operation.bundle);
  if (portal.entry.author !== bundle.user || body.profile.user !== bundle.user) throw refused();
  await verifyEntry(portal.entry, bundle.signPublic);
  await checkProfile(body.profile, { user: bundle.user, commitment: portal.operation.profileCommitment });
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

async function checkPersonalEntry(
  wire: Bytes,
  { portal, bundle, nowMs }: { portal: Genesis<PortalCreate>; bundle: Bundle; nowMs: number },
): Promise<Genesis<PersonalCreate>> {
  const entry = await parseEntry(wire);
  const { operation, portalHead } = entry;
  if (operation.op !== "space.create" || operation.kind !== "personal") throw refused();
  if (entry.author !== bundle.user) throw refused();
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
