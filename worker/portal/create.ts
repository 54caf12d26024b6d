import type { Compilable } from "kysely";
import { sql } from "kysely";
import { spaceOfGenesis } from "../../shared/log/entry.ts";
import { writeAll } from "../db/batch.ts";
import type { Db } from "../db/open.ts";
import { newSpaceRows } from "../spaces/new-space.ts";
import { writeLogins } from "../users/logins.ts";
import { userRow } from "../users/profile.ts";
import type { CheckedSetup } from "./setup.ts";

/** Writing a new portal: all of it or nothing, and only once. */

/** The portal's own log has no key, and so no generation and no members. */
function logRows(db: Db, { portal: { entry } }: CheckedSetup): Compilable[] {
  const space = spaceOfGenesis(entry);
  const head = { head_seq: entry.seq, head_hash: entry.hash };
  return [
    db
      .insertInto("spaces")
      .values({ space, kind: "portal", owner: entry.author, generation: 0, item_count: 0, ...head }),
    db.insertInto("entries").values({ space, seq: entry.seq, hash: entry.hash, wire: entry.wire }),
  ];
}

const lockboxRow = (db: Db, { bundle, personal, lockbox }: CheckedSetup): Compilable =>
  db.insertInto("lockboxes").values({
    space: spaceOfGenesis(personal.entry),
    member: bundle.user,
    generation: 1,
    wire: lockbox,
  });

const portalRow = (db: Db, { portal }: CheckedSetup, nowMs: number): Compilable =>
  db.insertInto("portal").values({
    id: 1,
    space: spaceOfGenesis(portal.entry),
    is_private_room_on: portal.operation.isPrivateRoomOn ? 1 : 0,
    created_at_ms: nowMs,
  });

/** False when another setup was first: then nothing of this one was written. */
export async function writePortal(
  d1: D1Database,
  db: Db,
  { setup, session, nowMs }: { setup: CheckedSetup; session: Compilable; nowMs: number },
): Promise<boolean> {
  const { profile, bundle, logins } = setup;
  return writeAll(d1, db, {
    guard: sql<boolean>`not exists (select 1 from portal)`,
    queries: [
      portalRow(db, setup, nowMs),
      await userRow(db, { profile, bundle, type: "Owner", invitedBy: null, joinedBy: null, nowMs }),
      ...writeLogins(db, bundle.user, logins),
      ...logRows(db, setup),
      ...newSpaceRows(db, setup.personal.entry, setup.personal.operation),
      lockboxRow(db, setup),
      session,
    ],
  });
}
