import { type RawBuilder, sql } from "kysely";
import type { NodeId, UserId } from "../../shared/ids.ts";
import type { MemberSpace } from "./facts.ts";

/**
 * The id of a file is known to all who have its link. Nobody puts something else under it where others would find it: a
 * room takes no id that is used elsewhere, and the space of a shared file only the one that its owner's Private Room held
 * first. What somebody puts into his own Private Room nobody else sees, so that it is not asked about, nor does it count
 * against whoever had the id before.
 */

/** Whether an id is free for this space, as a condition inside the batch. */
export function isFreeFor(
  { space, kind }: Pick<MemberSpace, "space" | "kind">,
  { node, author }: { node: NodeId; author: UserId },
): RawBuilder<boolean> {
  if (kind === "personal") return sql<boolean>`true`;
  const elsewhere = sql`select 1 from nodes n where n.node = ${node} and n.space <> ${space}`;
  if (kind === "room") return sql<boolean>`not exists (${elsewhere})`;
  const homes = sql`select h.rowid as place from nodes h join spaces p on p.space = h.space
    where h.node = ${node} and p.owner = ${author} and p.kind = 'personal'`;
  return sql<boolean>`not exists (${elsewhere}
    and not exists (select 1 from spaces o
      where o.space = n.space and o.owner = ${author} and o.kind in ('personal', 'file'))
    and not exists (select 1 from (${homes}) home where home.place < n.rowid))`;
}
