import { type Compilable, type Expression, type SqlBool, sql } from "kysely";
import { AppError } from "../../shared/errors.ts";
import type { Db } from "./open.ts";

/** Several statements as one: D1 runs a `batch()` as one SQL transaction. */

const prepare = (d1: D1Database, query: Compilable): D1PreparedStatement => {
  const { sql: text, parameters } = query.compile();
  return d1.prepare(text).bind(...parameters);
};

type RowsOf<Query> = Query extends Compilable<infer Row> ? Row[] : never;

/** Reads several things as they are at one moment. */
export async function readAll<const Queries extends readonly Compilable<unknown>[]>(
  d1: D1Database,
  queries: Queries,
): Promise<{ -readonly [At in keyof Queries]: RowsOf<Queries[At]> }> {
  const results = await d1.batch(queries.map((query) => prepare(d1, query)));
  // The rows have the types of their queries, in order; batch() cannot say so.
  return results.map((result) => result.results) as { -readonly [At in keyof Queries]: RowsOf<Queries[At]> };
}

interface Writes {
  /** Must hold inside the transaction, or nothing is written. */
  readonly guard: Expression<SqlBool>;
  readonly queries: readonly Compilable[];
}

/**
 * Writes all or nothing, if the guard holds at that moment; false when it did not.
 * @throws whatever D1 throws for the rest, which the mount answers as STORAGE_FAILED
 */
export async function writeAll(d1: D1Database, db: Db, { guard, queries }: Writes): Promise<boolean> {
  const open: Compilable = {
    compile: () => sql`insert into guards (ok) values (${guard})`.compile(db),
  };
  try {
    await d1.batch([open, ...queries, db.deleteFrom("guards")].map((query) => prepare(d1, query)));
    return true;
  } catch (error) {
    if (error instanceof Error && error.message.includes("guard_holds")) return false;
    throw error;
  }
}

/** The code for an error that D1 threw, or null when it is none of D1's. */
export function storageErrorOf(error: unknown): AppError | null {
  if (!(error instanceof Error) || !/D1_|SQLITE_/.test(error.message)) return null;
  const isFull = /SQLITE_FULL|maximum DB size/i.test(error.message);
  return new AppError(isFull ? "STORAGE_FULL" : "STORAGE_FAILED", { cause: error });
}
