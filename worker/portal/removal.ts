import { type Compilable, sql } from "kysely";
import { writeAll } from "../db/batch.ts";
import type { Db } from "../db/open.ts";
import type { Env } from "../env.ts";
import { removeDoomed } from "../files/sweep.ts";
import { isPortalRemoved } from "./store.ts";

/** The end of a portal: everything but the note that there was one goes, contents first. Safe to be killed and begun again. */

/** What contents hang on, so it goes when they are gone. */
const LAST = ["portal", "users", "spaces", "blobs", "parts", "guards"];

async function tablesToEmpty(db: Db, areBlobsGone: boolean): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select name from sqlite_master
    where type = 'table' and name not glob '_cf_*' and name not glob 'sqlite_*' and name not glob 'd1_*'`.execute(
    db,
  );
  const kept = areBlobsGone ? ["portal", "guards"] : LAST;
  return rows.map(({ name }) => name).filter((name) => !kept.includes(name));
}

const emptyTable = (db: Db, name: string): Compilable => ({
  compile: () => sql`delete from ${sql.table(name)}`.compile(db),
});

/** Takes away what a removed portal left behind; does nothing to one that is there. */
export async function sweepRemovedPortal(env: Env, db: Db): Promise<void> {
  if (!(await isPortalRemoved(db))) return;
  await emptyTables(env, db, false, [
    forgetNames(db),
    db.updateTable("blobs").set({ state: "doomed" }).where("state", "<>", "doomed"),
  ]);
  if (await removeDoomed(env, db)) await emptyTables(env, db, true);
}

/** People's rows wait for the contents that they wrote; what they say goes at once. */
const forgetNames = (db: Db): Compilable =>
  db
    .updateTable("users")
    .set({ name: "", email: sql<string>`user`, removed_email: null, joined_by: null, invited_by: null });

async function emptyTables(
  env: Env,
  db: Db,
  areBlobsGone: boolean,
  before: readonly Compilable[] = [],
): Promise<void> {
  const tables = await tablesToEmpty(db, areBlobsGone);
  // Rows refer to each other; only together they can go.
  const deferred = { compile: () => sql`pragma defer_foreign_keys = on`.compile(db) };
  const queries = [deferred, ...before, ...tables.map((name) => emptyTable(db, name))];
  await writeAll(env.DB, db, { guard: sql<boolean>`true`, queries });
}
