import { type Compilable, sql } from "kysely";
import { LOCKBOXES_MAX } from "../../shared/api/contract.ts";
import { type Bytes, equalBytes, toBase64Url } from "../../shared/bytes.ts";
import { hashKemPublic, parseBundle } from "../../shared/crypto/bundle.ts";
import { type Lockbox, parseLockbox } from "../../shared/crypto/lockbox-check.ts";
import { AppError } from "../../shared/errors.ts";
import type { EntryHash, SpaceId, UserId } from "../../shared/ids.ts";
import { bytesOf, type Db } from "../db/open.ts";
import { readSignPublic } from "../users/store.ts";

/** Lockboxes of the portal's admin key. They lie beside those of spaces, under the portal's own id. */

const ADMIN_TYPES = ["Owner", "DocSpaceAdmin"] as const;

/** Which generation of the key lockboxes are for, and the entry that started it. */
export interface AdminGeneration {
  readonly portal: SpaceId;
  readonly generation: number;
  readonly head: EntryHash;
}

export async function readAdminGeneration(db: Db): Promise<AdminGeneration | null> {
  const row = await db
    .selectFrom("portal")
    .select(["space", "admin_generation", "admin_head"])
    .executeTakeFirst();
  if (!row || row.admin_head === null) return null;
  return { portal: row.space, generation: row.admin_generation, head: row.admin_head };
}

/** Newest generations first. */
export async function listAdminLockboxes(db: Db, user: UserId) {
  const rows = await db
    .selectFrom("portal")
    .innerJoin("lockboxes", "lockboxes.space", "portal.space")
    .select(["generation", "wire"])
    .where("member", "=", user)
    .orderBy("generation", "desc")
    .limit(LOCKBOXES_MAX)
    .execute();
  return rows.map(({ generation, wire }) => ({ generation, lockbox: toBase64Url(bytesOf(wire)) }));
}

const activeAdmins = (db: Db) =>
  db.selectFrom("users").where("type", "in", ADMIN_TYPES).where("is_disabled", "=", 0);

/** Admins without a lockbox of the newest generation; nobody before the first. */
export async function listWaitingAdmins(db: Db): Promise<UserId[]> {
  const at = await readAdminGeneration(db);
  if (!at) return [];
  const rows = await activeAdmins(db).select("user").where(hasNone(at)).execute();
  return rows.map(({ user }) => user);
}

const hasNone = ({ portal, generation }: AdminGeneration) =>
  sql<boolean>`not exists (select 1 from lockboxes
    where space = ${portal} and member = users.user and generation = ${generation})`;

interface Given {
  readonly author: UserId;
  readonly lockboxes: readonly Bytes[];
}

/**
 * Checks lockboxes of one generation, each for an active admin, and gives the queries that keep them. What is there is not replaced.
 * @throws OBJECT_MALFORMED for one that belongs elsewhere or to somebody else; SIGNATURE_WRONG
 */
async function keepAdminLockboxes(
  db: Db,
  at: AdminGeneration,
  { author, lockboxes }: Given,
): Promise<Compilable[]> {
  const signPublic = await readSignPublic(db, author);
  const admins = await activeAdmins(db).select(["user", "bundle"]).execute();
  const bundles = new Map(admins.map(({ user, bundle }) => [user, bytesOf(bundle)]));
  return Promise.all(
    lockboxes.map(async (wire) => {
      const box = await parseLockbox(wire, signPublic);
      if (box.author !== author) throw new AppError("OBJECT_MALFORMED");
      await demandFit(box, at, bundles.get(box.member));
      return db
        .insertInto("lockboxes")
        .values({ space: at.portal, member: box.member, generation: at.generation, wire })
        .onConflict((conflict) => conflict.doNothing());
    }),
  );
}

/** @throws OBJECT_MALFORMED unless it is of that generation, for a person who has that bundle */
async function demandFit(box: Lockbox, at: AdminGeneration, bundle: Bytes | undefined): Promise<void> {
  const isHere = box.space === at.portal && box.generation === at.generation && box.head === at.head;
  if (!bundle || !isHere) throw new AppError("OBJECT_MALFORMED");
  const { kemPublic } = await parseBundle(bundle);
  if (!equalBytes(box.memberKemHash, await hashKemPublic(kemPublic))) throw new AppError("OBJECT_MALFORMED");
}

/**
 * The lockboxes that come with a new generation.
 * @throws BODY_MALFORMED unless the author's own is among them: somebody must hold the key; as keepAdminLockboxes
 */
export async function keepFirstLockboxes(db: Db, at: AdminGeneration, given: Given): Promise<Compilable[]> {
  const signPublic = await readSignPublic(db, given.author);
  const boxes = await Promise.all(given.lockboxes.map((wire) => parseLockbox(wire, signPublic)));
  if (!boxes.some(({ member }) => member === given.author)) throw new AppError("BODY_MALFORMED");
  return keepAdminLockboxes(db, at, given);
}

/** @throws KEYS_MISSING before the first generation; RIGHT_MISSING for an admin who holds none himself; as keepAdminLockboxes */
export async function giveAdminLockboxes(db: Db, given: Given): Promise<Compilable[]> {
  const at = await readAdminGeneration(db);
  if (!at) throw new AppError("KEYS_MISSING");
  const own = await db
    .selectFrom("lockboxes")
    .select("member")
    .where("space", "=", at.portal)
    .where("member", "=", given.author)
    .where("generation", "=", at.generation)
    .executeTakeFirst();
  if (!own) throw new AppError("RIGHT_MISSING");
  return keepAdminLockboxes(db, at, given);
}
