import { sql } from "kysely";
import type { NodeId, SpaceId, UserId } from "../../shared/ids.ts";
import type { Db } from "../db/open.ts";
import { listed } from "../spaces/people.ts";
import type { Guest } from "./guest.ts";

/** Where people have documents open, so that who loses the right to read is found wherever he sits. */

/** Before his rights are read: whoever takes them away after that finds the place. */
export const notePlace = (db: Db, { space, user, node }: Guest) =>
  db
    .insertInto("live_places")
    .values({ space, user, node })
    .onConflict((conflict) => conflict.doNothing())
    .execute();

export const removePlace = (db: Db, { space, user, node }: Guest) =>
  db
    .deleteFrom("live_places")
    .where("space", "=", space)
    .where("user", "=", user)
    .where("node", "=", node)
    .execute();

const places = (db: Db) => db.selectFrom("live_places").select(["space", "user", "node"]);

/** Those in the space who read it no more. */
export const leaversIn = (db: Db, space: Guest["space"]): Promise<Guest[]> =>
  places(db)
    .where("space", "=", space)
    .where(
      sql<boolean>`not exists (select 1 from readers r where r.space = live_places.space and r.user = live_places.user)`,
    )
    .execute();

export const placesInSpaceOf = (db: Db, space: Guest["space"], users: readonly UserId[]): Promise<Guest[]> =>
  places(db)
    .where("space", "=", space)
    .where(sql<boolean>`user in ${listed(users)}`)
    .execute();

export const placesOf = (db: Db, users: readonly UserId[]): Promise<Guest[]> =>
  places(db)
    .where(sql<boolean>`user in ${listed(users)}`)
    .execute();

/** In Private Rooms and files shared from them. */
export const privatePlaces = (db: Db): Promise<Guest[]> =>
  db
    .selectFrom("live_places")
    .innerJoin("spaces", "spaces.space", "live_places.space")
    .select(["live_places.space", "live_places.user", "live_places.node"])
    .where("spaces.kind", "in", ["personal", "file"])
    .execute();

/** Where shared ones of these files live. */
export async function sharedSpacesOf(
  db: Db,
  space: Guest["space"],
  nodes: readonly NodeId[],
): Promise<SpaceId[]> {
  const rows = await db
    .selectFrom("nodes")
    .select("shared_space")
    .where("space", "=", space)
    .where(sql<boolean>`node in ${listed(nodes)}`)
    .where("shared_space", "is not", null)
    .execute();
  return rows.flatMap(({ shared_space }) => shared_space ?? []);
}
