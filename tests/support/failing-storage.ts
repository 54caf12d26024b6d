import { globSync } from "node:fs";
import { rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { LastingServer } from "./lasting-server.ts";

/** What stands under a running portal fails: its database, or the disk of its bucket. Each gives the function that mends it. */

export type Mend = () => Promise<void>;

/** Somebody else holds the database's write lock: reading goes on, every write is refused as busy. */
export async function lockDatabase({ data }: LastingServer): Promise<Mend> {
  const database = openDatabase(data);
  database.exec("BEGIN IMMEDIATE");
  return async () => {
    database.exec("ROLLBACK");
    database.close();
  };
}

/** The database answers every new entry with an error of its own. */
export async function refuseEntries({ data }: LastingServer): Promise<Mend> {
  const run = (sql: string): void => {
    const database = openDatabase(data);
    database.exec(sql);
    database.close();
  };
  run("CREATE TRIGGER failing BEFORE INSERT ON entries BEGIN SELECT RAISE(ABORT, 'disk I/O error'); END");
  return async () => run("DROP TRIGGER failing");
}

/** Nothing can be written into the bucket or read from it: a file lies where its folder was. */
export async function breakBucket({ data }: LastingServer): Promise<Mend> {
  const [blobs] = globSync("v3/r2/*/blobs", { cwd: data });
  if (blobs === undefined) throw new Error("The bucket has no folder yet");
  const [folder, aside] = [join(data, blobs), join(data, dirname(blobs), "aside")];
  await rename(folder, aside);
  await writeFile(folder, "");
  return async () => {
    await rm(folder);
    await rename(aside, folder);
  };
}

function openDatabase(data: string): DatabaseSync {
  const folder = join(data, "v3/d1/miniflare-D1DatabaseObject");
  const [file] = globSync("*.sqlite", { cwd: folder }).filter((name) => name !== "metadata.sqlite");
  if (file === undefined) throw new Error("The portal has no database yet");
  return new DatabaseSync(join(folder, file), { timeout: 10_000 });
}
