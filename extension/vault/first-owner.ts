import * as v from "valibot";
import { type BodyJson, CONTRACT } from "../../shared/api/contract.ts";
import { parseBase64Url, randomBytes, toBase64Url } from "../../shared/bytes.ts";
import { createBundle, deriveIdentity, type Identity, parseRootSeed } from "../../shared/crypto/identity.ts";
import { sealLockbox } from "../../shared/crypto/lockbox.ts";
import { type LoginSeed, loginPublicOf } from "../../shared/crypto/login.ts";
import { commitProfile, PROFILE_SALT_BYTES } from "../../shared/crypto/profile.ts";
import { commitSpaceKey, createSpaceKey } from "../../shared/crypto/space-key.ts";
import { AppError } from "../../shared/errors.ts";
import { type PortalOrigin, parseSpaceId, type SpaceId } from "../../shared/ids.ts";
import { type ParsedEntry, parseEntry, spaceOfGenesis } from "../../shared/log/entry.ts";
import type { Operation } from "../../shared/log/operations.ts";
import { signEntry } from "../../shared/log/sign-entry.ts";
import { createClient } from "../api/client.ts";
import { putAccount } from "./account.ts";
import { readLockMark } from "./lock.ts";
import { proveLogin } from "./login.ts";
import { portalRecord } from "./records.ts";
import { keepSession } from "./session.ts";
import type { SetupRecord } from "./setup-record.ts";
import { keepUnlocked } from "./unlock.ts";

/** What a portal starts with: its own log, the Owner's keys and ways to unlock, and his Private Room. */

type SetupRequest = BodyJson<"createPortal">;

interface FirstOwner {
  readonly record: SetupRecord;
  readonly identity: Identity;
  readonly timeMs: number;
}

interface Registration {
  readonly origin: PortalOrigin;
  readonly record: SetupRecord;
  readonly token: string;
  /** Called before anything is sent. */
  readonly keepRequest: (request: string) => Promise<void>;
}

/** Sends the setup and keeps the account. @throws SETUP_TOKEN_WRONG, SETUP_CLOSED when the portal has another owner, PORTAL_CHANGED, LOCKED, OFFLINE */
export async function registerPortal({ origin, record, token, keepRequest }: Registration): Promise<void> {
  const lockMark = await readLockMark(origin);
  const request = record.request === null ? await createRequest(record, token) : readRequest(record, token);
  if (record.request === null) await keepRequest(JSON.stringify(request));
  await checkNotPinned(origin, request);
  const grant = await createPortal(origin, record, request);
  await keepAccount(origin, record, request);
  const [{ kind, loginSeed }] = record.slots;
  const opened = { seed: parseRootSeed(record.seed), loginSeed: loginSeed as LoginSeed };
  await keepUnlocked(origin, { user: record.user, loginKind: kind, lockMark, ...opened });
  await keepSession(origin, grant);
}

/** A portal that this browser knows is never replaced by a new one at its address. @throws PORTAL_CHANGED */
async function checkNotPinned(origin: PortalOrigin, request: SetupRequest): Promise<void> {
  const pinned = (await portalRecord(origin).read())?.portal;
  if (pinned && pinned !== (await spaceOf(request.portalEntry))) throw new AppError("PORTAL_CHANGED");
}

/** The request of an earlier try, with the token of now. */
function readRequest({ request }: SetupRecord, token: string): SetupRequest {
  const body: unknown = { ...JSON.parse(request ?? "{}"), token };
  v.parse(CONTRACT.createPortal.body, body);
  return body as SetupRequest;
}

async function createRequest(record: SetupRecord, token: string): Promise<SetupRequest> {
  const owner = { record, identity: await deriveIdentity(parseRootSeed(record.seed)), timeMs: Date.now() };
  const profile = { salt: randomBytes(PROFILE_SALT_BYTES), name: record.name, email: record.email };
  const portal = await createPortalLog(owner, await commitProfile(profile));
  const room = await createPrivateRoom(owner, portal);
  return {
    token,
    profile: { ...profile, user: record.user, salt: toBase64Url(profile.salt) },
    logins: await Promise.all(record.slots.map(slotToLogin)),
    portalEntry: toBase64Url(portal.wire),
    personalEntry: toBase64Url(room.entry.wire),
    lockbox: toBase64Url(room.lockbox),
  };
}

const slotToLogin = async ({ kind, wire, loginSeed }: SetupRecord["slots"][0]) => ({
  kind,
  loginPublic: toBase64Url(await loginPublicOf(loginSeed as LoginSeed)),
  slot: toBase64Url(wire),
});

const signFirst = (
  { record, identity, timeMs }: FirstOwner,
  operation: Operation,
  portalHead: { seq: number; hash: ParsedEntry["hash"] } | null,
): Promise<ParsedEntry> => {
  const fields = { space: null, seq: 0, prev: null, timeMs, author: record.user, portalHead, operation };
  return signEntry(fields, identity.signKey);
};

async function createPortalLog(
  owner: FirstOwner,
  profileCommitment: Uint8Array<ArrayBuffer>,
): Promise<ParsedEntry> {
  const { identity, record, timeMs } = owner;
  const bundle = await createBundle({ identity, user: record.user, createdAtMs: timeMs });
  const nonce = randomBytes(16);
  const operation = { op: "portal.create", nonce, profileCommitment, isPrivateRoomOn: true } as const;
  return signFirst(owner, { ...operation, bundle: bundle.wire }, null);
}

async function createPrivateRoom(owner: FirstOwner, portal: ParsedEntry) {
  const { identity, record } = owner;
  const spaceKey = createSpaceKey();
  const keyCommitment = await commitSpaceKey(spaceKey, 1);
  const operation = { op: "space.create", kind: "personal", nonce: randomBytes(16), keyCommitment } as const;
  const entry = await signFirst(owner, operation, { seq: 0, hash: portal.hash });
  const lockbox = await sealLockbox({
    spaceKey,
    space: spaceOfGenesis(entry),
    generation: 1,
    head: entry.hash,
    member: record.user,
    author: record.user,
    memberKemPublic: identity.kemPublic,
    signKey: identity.signKey,
  });
  return { entry, lockbox };
}

/** A portal that is there already is ours when its id is the one that we made: then the answer was lost, nothing else. */
async function createPortal(origin: PortalOrigin, record: SetupRecord, request: SetupRequest) {
  const client = createClient({ origin, session: null });
  try {
    return await client.call("createPortal", { body: request });
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "SETUP_CLOSED") throw error;
    const { portal } = await client.call("getPortal", {});
    if (portal !== (await spaceOf(request.portalEntry))) throw error;
    const [{ kind, loginSeed }] = record.slots;
    return proveLogin(origin, { who: { user: record.user }, kind, loginSeed: loginSeed as LoginSeed });
  }
}

const spaceOf = async (wire: string): Promise<SpaceId> =>
  parseSpaceId((await parseEntry(parseBase64Url(wire))).hash);

async function keepAccount(origin: PortalOrigin, record: SetupRecord, request: SetupRequest): Promise<void> {
  const { operation } = await parseEntry(parseBase64Url(request.portalEntry));
  if (operation.op !== "portal.create") throw new AppError("INTERNAL");
  const slots = record.slots.map(({ kind, wire }) => ({ kind, wire: toBase64Url(wire) }));
  const account = { user: record.user, email: record.email, name: record.name, slots };
  const personal = await spaceOf(request.personalEntry);
  const bundle = toBase64Url(operation.bundle);
  await putAccount(origin, await spaceOf(request.portalEntry), { ...account, personal, bundle });
}
