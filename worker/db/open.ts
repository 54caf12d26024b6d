import { Kysely } from "kysely";
import { D1Dialect } from "kysely-d1";
import type { Bytes } from "../../shared/bytes.ts";
import type { Tables } from "./tables.ts";

export type Db = Kysely<Tables>;

/** Queries over D1. `transaction()` does not exist there: several writes go through `writeAll`. */
export const openDb = (d1: D1Database): Db =>
  new Kysely<Tables>({ dialect: new D1Dialect({ database: d1 }) });

/** D1 gives BLOB columns back as arrays of numbers. */
export const bytesOf = (column: readonly number[]): Bytes => Uint8Array.from(column);
