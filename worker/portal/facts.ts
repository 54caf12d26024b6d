import { toBase64Url } from "../../shared/bytes.ts";
import { type Bundle, hashKemPublic, type PublicKeys } from "../../shared/crypto/bundle.ts";
import { AppError } from "../../shared/errors.ts";
import type { InvitationId, SpaceId, UserId } from "../../shared/ids.ts";
import type { Head } from "../../shared/log/entry.ts";
import type { PortalFacts } from "../../shared/log/portal-facts.ts";
import type { PortalOperation } from "../../shared/log/portal-operations.ts";
import type { Db } from "../db/open.ts";
import { readGroup, readInvitation, readPeople } from "../people/store.ts";

/** What the rules of the portal's log ask, read for the ids that one operation names. */

interface Named {
  readonly author: UserId;
  readonly operation: PortalOperation;
  /** That of a new person. */
  readonly bundle: Bundle | null;
}

/** The portal's own row and its log's head. @throws NOT_FOUND before setup, PORTAL_REMOVED after the end */
export async function readPortalRow(db: Db) {
  const row = await db
    .selectFrom("portal")
    .innerJoin("spaces", "spaces.space", "portal.space")
    .selectAll("portal")
    .select(["spaces.head_seq", "spaces.head_hash"])
    .executeTakeFirst();
  if (!row) throw new AppError("NOT_FOUND");
  if (row.is_removed === 1) throw new AppError("PORTAL_REMOVED");
  const portal: SpaceId = row.space;
  const head: Head = { seq: row.head_seq, hash: row.head_hash };
  return { portal, head, row };
}
type PortalRow = Awaited<ReturnType<typeof readPortalRow>>["row"];

export async function readPortalFacts(db: Db, row: PortalRow, named: Named): Promise<PortalFacts> {
  const { operation } = named;
  const found = "invitation" in operation ? await readInvitation(db, operation.invitation) : undefined;
  const group = "group" in operation ? await readGroup(db, operation.group, peopleOf(operation)) : undefined;
  const people = await readPeople(db, [
    named.author,
    ...peopleOf(operation),
    ...(found ? [found.invitedBy] : []),
  ]);
  const isKeyTaken = named.bundle !== null && (await areKeysTaken(db, named.bundle));
  return {
    settings: settingsOf(row),
    isRemoved: row.is_removed === 1,
    adminGeneration: row.admin_generation,
    user: (user) => people.get(user),
    invitation: (id: InvitationId) => (found?.invitation === id ? found : undefined),
    // The one that the operation names: nothing asks for another.
    group: () => group,
    hasKeys: () => isKeyTaken,
  };
}

const settingsOf = (row: PortalRow) => ({
  isPrivateRoomOn: row.is_private_room_on === 1,
  areGuestsAllowed: row.are_guests_allowed === 1,
  idleLockMaxMinutes: row.idle_lock_max_minutes,
  isOnlyVerified: row.is_only_verified === 1,
});

function peopleOf(operation: PortalOperation): readonly UserId[] {
  if (operation.op === "group.members") return [...operation.added, ...operation.removed];
  return "user" in operation ? [operation.user] : [];
}

async function areKeysTaken(db: Db, { signPublic, kemPublic }: PublicKeys): Promise<boolean> {
  const kemHash = toBase64Url(await hashKemPublic(kemPublic));
  const bySign = db.selectFrom("users").select("user").where("sign_public", "=", toBase64Url(signPublic));
  const byKem = db.selectFrom("users").select("user").where("kem_hash", "=", kemHash);
  return (await bySign.unionAll(byKem).executeTakeFirst()) !== undefined;
}
