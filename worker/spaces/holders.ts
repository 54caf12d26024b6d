import { sql } from "kysely";
import type { SpaceId, UserId } from "../../shared/ids.ts";
import { levelsPassingOn } from "../../shared/rights/passing-on.ts";
import type { Db } from "../db/open.ts";
import { isFresh } from "./facts.ts";

/** Who has a lockbox of a space's newest generation. Whether it opens, only its receiver knows. */

/** Of each space, people who are not removed: active or not, and in no order. */
export async function readHolders(
  db: Db,
  spaces: readonly SpaceId[],
  max: number,
): Promise<ReadonlyMap<SpaceId, UserId[]>> {
  if (spaces.length === 0) return new Map();
  const query = sql<{ space: SpaceId; user: UserId }>`
    select s.space, u.user from json_each(${JSON.stringify(spaces)}) asked
      join spaces s on s.space = asked.value
      join lockboxes b on b.space = s.space and b.generation = s.generation
      join users u on u.user = b.member and u.is_removed = 0`;
  const holders = new Map<SpaceId, UserId[]>();
  for (const { space, user } of (await query.execute(db)).rows) {
    const users = holders.get(space) ?? [];
    if (users.length < max) holders.set(space, [...users, user]);
  }
  return holders;
}

interface OfOneKey {
  readonly user: UserId;
  /** Who gets the person's own rooms; null when the person leaves all rooms instead, and their keys go stale. */
  readonly to: UserId | null;
}

/** Whether somebody else's level passes the key of room `s` on, once the step is done. */
function passes({ to }: OfOneKey) {
  const levels = (isStale: boolean) =>
    sql`(select value from json_each(${JSON.stringify(levelsPassingOn(isStale))}))`;
  const isStale = to === null ? sql`1` : sql`not ${isFresh(sql.ref("s.space"))}`;
  return sql<boolean>`(r.level is null or r.user = s.generation_author or r.user = ${to}
    or r.level in ${levels(false)} or (r.level in ${levels(true)} and ${isStale}))`;
}

/**
 * Rooms whose newest key this person alone can pass on: everybody else who has a lockbox of it is out, or is nobody by whom it
 * would come to others (shared/rights/passing-on.ts). Whether the person is active does not matter.
 */
export async function listRoomsOfOneKey(db: Db, asked: OfOneKey): Promise<SpaceId[]> {
  const { user, to } = asked;
  const query = sql<{ space: SpaceId }>`
    select s.space from (
      select m.space from memberships m where m.user = ${user}
      union
      select rg.space from group_members g join room_groups rg on rg.group_id = g.group_id where g.user = ${user}
    ) asked join spaces s on s.space = asked.space
    where s.kind = 'room' and s.is_removed = 0 and (${to} is null or s.owner = ${user})
      and exists (select 1 from lockboxes b
        where b.space = s.space and b.member = ${user} and b.generation = s.generation)
      and not exists (select 1 from lockboxes b
        where b.space = s.space and b.member <> ${user} and b.generation = s.generation
          and exists (select 1 from readers r where r.space = b.space and r.user = b.member and ${passes(asked)}))
    order by s.space`;
  return (await query.execute(db)).rows.map(({ space }) => space);
}
