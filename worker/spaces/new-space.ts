import type { Compilable } from "kysely";
import { type ParsedEntry, spaceOfGenesis } from "../../shared/log/entry.ts";
import type { SpaceCreate } from "../../shared/log/operations.ts";
import type { Db } from "../db/open.ts";

/** The rows of a space that begins: its first entry, and its owner as the first who reads it. */
export function newSpaceRows(db: Db, entry: ParsedEntry, operation: SpaceCreate): Compilable[] {
  const space = spaceOfGenesis(entry);
  const row = {
    ...{ space, kind: operation.kind, owner: entry.author, item_count: 0 },
    ...{ head_seq: entry.seq, head_hash: entry.hash, portal_seq: entry.portalHead?.seq ?? 0 },
    ...{ generation: 1, generation_head: entry.hash, generation_author: entry.author },
    room_type: operation.kind === "room" ? operation.roomType : null,
    file_node: operation.kind === "file" ? operation.node : null,
  };
  return [
    db.insertInto("spaces").values(row),
    db.insertInto("entries").values({ space, seq: entry.seq, hash: entry.hash, wire: entry.wire }),
    db.insertInto("memberships").values({ user: entry.author, space, level: null }),
  ];
}
