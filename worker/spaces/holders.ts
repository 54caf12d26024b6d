import { type RawBuilder, sql } from "kysely";
import type { GroupId, SpaceId, UserId } from "../../shared/ids.ts";
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

/** Readers whose levels go, or whose rooms do, in one step of theirs or of somebody who may take it for them. */
export type Step =
  | { readonly kind: "leave"; readonly user: UserId }
  | { readonly kind: "handOver"; readonly user: UserId; readonly to: UserId }
  /** These people are taken out of the group; null: it is deleted. */
  | { readonly kind: "ungroup"; readonly group: GroupId; readonly users: readonly UserId[] | null };

type Sql<T> = RawBuilder<T>;

/** Rooms that the step is about; the rooms of the owner alone when it hands them over. */
function roomsOf(step: Step): Sql<unknown> {
  if (step.kind === "ungroup")
    return sql`select rg.space from room_groups rg where rg.group_id = ${step.group}`;
  if (step.kind === "handOver")
    return sql`select m.space from memberships m
    join spaces owned on owned.space = m.space and owned.owner = m.user where m.user = ${step.user}`;
  return sql`select m.space from memberships m where m.user = ${step.user}
    union
    select rg.space from group_members g join room_groups rg on rg.group_id = g.group_id where g.user = ${step.user}`;
}

/** Whether somebody is one of those whom the step is about. */
function isAbout(step: Step, user: Sql<unknown>): Sql<boolean> {
  if (step.kind !== "ungroup") return sql`${user} = ${step.user}`;
  const { group, users } = step;
  const inGroup = sql<boolean>`exists (select 1 from group_members g where g.group_id = ${group} and g.user = ${user})`;
  if (users === null) return inGroup;
  return sql`(${inGroup} and ${user} in (select value from json_each(${JSON.stringify(users)})))`;
}

/** Whether row `r` of the readers is there no more once it is done. What one has besides a group stays. */
function isGone(step: Step): Sql<boolean> {
  const about = isAbout(step, sql.ref("r.user"));
  return step.kind === "ungroup" ? sql`(r.group_id is ${step.group} and ${about})` : about;
}

/** Whether the key of room `s` is stale once it is done. */
function isStaleAfter(step: Step): Sql<boolean> {
  if (step.kind === "leave") return sql`1`;
  const isStale = sql<boolean>`not ${isFresh(sql.ref("s.space"))}`;
  if (step.kind === "handOver") return isStale;
  return sql`(${isStale} or exists (select 1 from lockboxes h
    where h.space = s.space and h.generation = s.generation and ${isAbout(step, sql.ref("h.member"))}
      and not exists (select 1 from readers r where r.space = h.space and r.user = h.member and not ${isGone(step)})))`;
}

/** Whether by row `r` the key of room `s` is passed on, once the step is done. */
function passes(step: Step): Sql<boolean> {
  const levels = (isStale: boolean) =>
    sql`(select value from json_each(${JSON.stringify(levelsPassingOn(isStale))}))`;
  const to = step.kind === "handOver" ? step.to : null;
  return sql`(r.level is null or r.user = s.generation_author or r.user = ${to}
    or r.level in ${levels(false)} or (r.level in ${levels(true)} and ${isStaleAfter(step)}))`;
}

/**
 * Rooms whose newest key these people alone can pass on: everybody else who has a lockbox of it is out, or is nobody by whom it
 * would come to others (shared/rights/passing-on.ts). Whether one who leaves is active does not matter.
 */
export async function listRoomsOfOneKey(db: Db, step: Step): Promise<SpaceId[]> {
  const query = sql<{ space: SpaceId }>`
    select s.space from (${roomsOf(step)}) asked join spaces s on s.space = asked.space
    where s.kind = 'room' and s.is_removed = 0
      and exists (select 1 from lockboxes b
        where b.space = s.space and b.generation = s.generation and ${isAbout(step, sql.ref("b.member"))})
      and not exists (select 1 from lockboxes b
        join readers r on r.space = b.space and r.user = b.member
        where b.space = s.space and b.generation = s.generation and not ${isGone(step)} and ${passes(step)})
    order by s.space`;
  return (await query.execute(db)).rows.map(({ space }) => space);
}
