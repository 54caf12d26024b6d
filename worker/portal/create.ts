import type { Compilable } from "kysely";
import { sql } from "kysely";
import { spaceOfGenesis } from "../../shared/log/entry.ts";
import { writeAll } from "../db/batch.ts";
import type { Db } from "../db/open.ts";
import type { CheckedSetup, Genesis } from "./setup.ts";

/** Writing a new portal: all of it or nothing, and only once. */

function userRows(db: Db, setup: CheckedSetup, nowMs: number): Compilable[] {
  const { profile, bundle } = setup;
  const row = {
    ...profile,
    bundle: bundle.wire,
    type: "Owner",
    is_disabled: 0,
    created_at_ms: nowMs,
  } as const;
  return [db.insertInto("users").values(row), db.insertInto("logins").values(loginRows(setup))];
}

const loginRows = ({ bundle, logins }: CheckedSetup) =>
  logins.map(({ kind, loginPublic, slot, params }) => ({
    user: bundle.user,
    kind,
    login_public: loginPublic,
    salt: params.salt,
    memory_kib: params.argon2?.memoryKiB ?? null,
    passes: params.argon2?.passes ?? null,
    lanes: params.argon2?.lanes ?? null,
    slot,
  }));

/** A space and its first entry. The portal's has no key and so no generation. */
function spaceRows(db: Db, kind: "portal" | "personal", { entry }: Genesis<unknown>): Compilable[] {
  const space = spaceOfGenesis(entry);
  const head = { head_seq: entry.seq, head_hash: entry.hash };
  const generation = kind === "portal" ? 0 : 1;
  return [
    db.insertInto("spaces").values({ space, kind, owner: entry.author, generation, item_count: 0, ...head }),
    db.insertInto("entries").values({ space, seq: entry.seq, hash: entry.hash, wire: entry.wire }),
  ];
}

function memberRows(db: Db, { bundle, personal, lockbox }: CheckedSetup): Compilable[] {
  const space = spaceOfGenesis(personal.entry);
  return [
    db.insertInto("memberships").values({ user: bundle.user, space }),
    db.insertInto("lockboxes").values({ space, member: bundle.user, generation: 1, wire: lockbox }),
  ];
}

const portalRow = (db: Db, { portal }: CheckedSetup, nowMs: number): Compilable =>
  db.insertInto("portal").values({
    id: 1,
    space: spaceOfGenesis(portal.entry),
    is_private_room_on: portal.operation.isPrivateRoomOn ? 1 : 0,
    created_at_ms: nowMs,
  });

/** False when another setup was first: then nothing of this one was written. */
export const writePortal = (
  d1: D1Database,
  db: Db,
  { setup, session, nowMs }: { setup: CheckedSetup; session: Compilable; nowMs: number },
): Promise<boolean> =>
  writeAll(d1, db, {
    guard: sql<boolean>`not exists (select 1 from portal)`,
    queries: [
      portalRow(db, setup, nowMs),
      ...userRows(db, setup, nowMs),
      ...spaceRows(db, "portal", setup.portal),
      ...spaceRows(db, "personal", setup.personal),
      ...memberRows(db, setup),
      session,
    ],
  });
