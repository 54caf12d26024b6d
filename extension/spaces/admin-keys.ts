import { type Bytes, toBase64Url } from "../../shared/bytes.ts";
import { deriveAdminKem, openAdminTitle } from "../../shared/crypto/admin-key.ts";
import { openLockbox, sealLockbox } from "../../shared/crypto/lockbox.ts";
import { peekLockboxAuthor } from "../../shared/crypto/lockbox-check.ts";
import { commitSpaceKey, createSpaceKey, type SpaceKey } from "../../shared/crypto/space-key.ts";
import { AppError } from "../../shared/errors.ts";
import type { EntryHash, SpaceId, UserId } from "../../shared/ids.ts";
import { parseEntry, verifyEntry } from "../../shared/log/entry.ts";
import { isActive } from "../../shared/log/portal-facts.ts";
import type { PortalState } from "../../shared/log/portal-state.ts";
import { isPortalAdminType } from "../../shared/rights/user-types.ts";
import { appendToPortal } from "./append-portal.ts";
import type { OpenPortal } from "./portal-session.ts";

/** The key by which the Owner and the DocSpace admins read the titles of rooms in which they are not. */

const adminsOf = (state: PortalState): UserId[] =>
  [...state.users.values()]
    .filter((person) => isActive(person) && isPortalAdminType(person.type))
    .map(({ user }) => user);

export const isPortalAdmin = ({ state, user }: OpenPortal): boolean => adminsOf(state).includes(user);

interface AdminGeneration {
  readonly generation: number;
  readonly head: EntryHash;
  readonly spaceKey: SpaceKey;
}

const sealTo = (
  { state, portalId, user, keys }: OpenPortal,
  { generation, head, spaceKey }: AdminGeneration,
  members: readonly UserId[],
): Promise<Bytes[]> =>
  Promise.all(
    members.map((member) => {
      const memberKemPublic = state.users.get(member)?.bundle.kemPublic;
      if (!memberKemPublic) throw new AppError("KEYS_MISSING");
      const context = { space: portalId, generation, head, member, author: user };
      return sealLockbox({ ...context, spaceKey, memberKemPublic, signKey: keys.identity.signKey });
    }),
  );

/** Somebody who was an admin at any time since the newest generation began is none any more, or there is no generation yet. */
export function isAdminKeyDue(state: PortalState): boolean {
  const newest = state.adminKeys.at(-1);
  if (!newest) return true;
  const began = state.hashes.lastIndexOf(newest.startedBy);
  const then = state.at(began);
  const isAdmin = (view: PortalState["now"], user: UserId): boolean => {
    const person = view.user(user);
    return person !== undefined && isActive(person) && isPortalAdminType(person.type);
  };
  const holders = new Set([...state.users.keys()].filter((user) => isAdmin(then, user)));
  for (const { view, users } of state.now.peopleSince(began))
    for (const user of users) if (isAdmin(view, user)) holders.add(user);
  return [...holders].some((user) => !isAdmin(state.now, user));
}

/** Makes the next generation when it is due, and seals it to all admins. Somebody else may have been faster. */
export async function renewAdminKey(portal: OpenPortal): Promise<void> {
  if (!isPortalAdmin(portal) || !isAdminKeyDue(portal.state)) return;
  const spaceKey = createSpaceKey();
  await appendToPortal(portal, async (state) => {
    if (!isAdminKeyDue(state)) throw new AppError("HEAD_MOVED");
    const generation = state.adminKeys.length + 1;
    const { kemPublic: adminKemPublic } = await deriveAdminKem({ key: spaceKey, generation });
    const keyCommitment = await commitSpaceKey(spaceKey, generation);
    return {
      operation: { op: "portal.key", generation, keyCommitment, adminKemPublic },
      companions: async ({ hash: head }) => {
        const lockboxes = await sealTo(portal, { generation, head, spaceKey }, adminsOf(portal.state));
        return { lockboxes: lockboxes.map(toBase64Url) };
      },
    };
  }).catch((error: unknown) => {
    const isFaster = error instanceof AppError && error.code === "HEAD_MOVED" && !isAdminKeyDue(portal.state);
    if (!isFaster) throw error;
  });
}

export type AdminKeys = ReadonlyMap<number, SpaceKey>;

const opened = new WeakMap<OpenPortal, Map<number, SpaceKey>>();

/** The generations that are sealed to this person, and who else waits for the newest. */
async function fetchAdminKeys(portal: OpenPortal): Promise<{ keys: AdminKeys; waiting: UserId[] }> {
  const keys = opened.get(portal) ?? new Map<number, SpaceKey>();
  opened.set(portal, keys);
  const { lockboxes, waiting } = await portal.client.call("getAdminLockboxes", {});
  for (const { generation, lockbox } of lockboxes) {
    if (keys.has(generation)) continue;
    const key = await openOne(portal, generation, lockbox).catch(() => null);
    if (key) keys.set(generation, key);
  }
  return { keys, waiting };
}

async function openOne(portal: OpenPortal, generation: number, wire: Bytes): Promise<SpaceKey> {
  const { state, portalId, user, keys } = portal;
  const made = state.adminKeys[generation - 1];
  const author = peekLockboxAuthor(wire);
  const authorSignPublic = state.users.get(author)?.bundle.signPublic;
  if (!made || !authorSignPublic) throw new AppError("CONTEXT_WRONG");
  const { startedBy: head, keyCommitment } = made;
  const expected = {
    space: portalId,
    generation,
    head,
    member: user,
    author,
    authorSignPublic,
    keyCommitment,
  };
  return openLockbox({ wire, identity: keys.identity, expected });
}

/** None for who is no admin. */
export const readAdminKeys = async (portal: OpenPortal): Promise<AdminKeys> =>
  isPortalAdmin(portal) ? (await fetchAdminKeys(portal)).keys : new Map();

/** Makes the key when it is due, and gives it to admins who have none yet. */
export async function keepAdminKeys(portal: OpenPortal): Promise<void> {
  if (!isPortalAdmin(portal)) return;
  await renewAdminKey(portal);
  const { keys, waiting } = await fetchAdminKeys(portal);
  const newest = portal.state.adminKeys.at(-1);
  const spaceKey = newest && keys.get(newest.generation);
  const admins = adminsOf(portal.state);
  const members = waiting.filter((user) => user !== portal.user && admins.includes(user));
  if (!newest || !spaceKey || members.length === 0) return;
  const { generation, startedBy: head } = newest;
  const lockboxes = await sealTo(portal, { generation, head, spaceKey }, members);
  await portal.client.call("putAdminLockboxes", { body: { lockboxes: lockboxes.map(toBase64Url) } });
}

/** The title in a settings entry as sent, from outside the room. @throws KEY_MISSING, ENTRY_…, CONTEXT_WRONG, CIPHERTEXT_DAMAGED */
export async function readTitleFromOutside(
  portal: OpenPortal,
  keys: AdminKeys,
  { space, settings }: { space: SpaceId; settings: Bytes },
): Promise<{ title: string; isDownloadDenied: boolean; timeMs: number }> {
  const entry = await parseEntry(settings);
  const { operation, timeMs } = entry;
  const author = portal.state.users.get(entry.author);
  if (operation.op !== "room.settings" || entry.space !== space || !author)
    throw new AppError("CONTEXT_WRONG");
  await verifyEntry(entry, author.bundle.signPublic);
  const { adminGeneration, revision, titleForAdmins: wire, isDownloadDenied } = operation;
  const key = keys.get(adminGeneration);
  if (!key) throw new AppError("KEY_MISSING");
  const { kemKey } = await deriveAdminKem({ key, generation: adminGeneration });
  const place = { portal: portal.portalId, space, adminGeneration, revision };
  return { title: await openAdminTitle({ ...place, kemKey, wire }), isDownloadDenied, timeMs };
}
