import { type Bytes, randomBytes, toBase64Url, utf8 } from "../shared/bytes.ts";
import { AppError } from "../shared/errors.ts";
import { bytesOf, type Db } from "./db/open.ts";

const SECRET_BYTES = 32;

const readSecret = (db: Db) => db.selectFrom("server_secret").select("secret").executeTakeFirst();

/** Two first requests at once: one insert wins, both read the same. */
async function createSecret(db: Db) {
  await db
    .insertInto("server_secret")
    .values({ id: 1, secret: randomBytes(SECRET_BYTES) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return readSecret(db);
}

/** HMAC-SHA-256 under a key that only this database has; `purpose` keeps the uses apart. 32 B. */
export async function keyedHash(db: Db, purpose: "salt" | "subject" | "rate", text: string): Promise<Bytes> {
  const row = (await readSecret(db)) ?? (await createSecret(db));
  if (!row) throw new AppError("INTERNAL");
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", bytesOf(row.secret), algorithm, false, ["sign"]);
  return new Uint8Array(await crypto.subtle.sign("HMAC", key, utf8(`${purpose}\0${text}`)));
}

/** The same as a text, for keys of rows. */
export const keyedName = async (db: Db, purpose: "subject" | "rate", text: string): Promise<string> =>
  toBase64Url(await keyedHash(db, purpose, text));
