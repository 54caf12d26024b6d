import type { Compilable } from "kysely";
import type { BodyOf } from "../../shared/api/contract.ts";
import type { Bytes } from "../../shared/bytes.ts";
import { type Argon2Cost, parseSlot } from "../../shared/crypto/slot-params.ts";
import { importVerifyKey } from "../../shared/crypto/verify.ts";
import { AppError } from "../../shared/errors.ts";
import type { UserId } from "../../shared/ids.ts";
import type { Db } from "../db/open.ts";

/** A person's ways to sign in and unlock, as setup, an invitation and a change of the passphrase bring them. */

type Login = BodyOf<"createPortal">["logins"][number];

export interface CheckedLogin extends Login {
  readonly params: { readonly salt: Bytes; readonly argon2: Argon2Cost | null };
}

/** @throws BODY_MALFORMED for two of a kind, or a slot of another kind than it says; OBJECT_MALFORMED, KDF_REFUSED */
export async function checkLogins(logins: readonly Login[]): Promise<CheckedLogin[]> {
  if (new Set(logins.map((login) => login.kind)).size !== logins.length) throw new AppError("BODY_MALFORMED");
  return Promise.all(logins.map(checkLogin));
}

async function checkLogin(login: Login): Promise<CheckedLogin> {
  const { params } = parseSlot(login.slot);
  if (params.kind !== login.kind) throw new AppError("BODY_MALFORMED");
  await importVerifyKey(login.loginPublic);
  return {
    ...login,
    params: { salt: params.salt, argon2: params.kind === "passphrase" ? params.argon2 : null },
  };
}

/** Puts these in place of the person's old ones of their kinds. */
export const writeLogins = (db: Db, user: UserId, logins: readonly CheckedLogin[]): Compilable[] =>
  logins.map(({ kind, loginPublic, slot, params }) =>
    db.replaceInto("logins").values({
      user,
      kind,
      login_public: loginPublic,
      salt: params.salt,
      memory_kib: params.argon2?.memoryKiB ?? null,
      passes: params.argon2?.passes ?? null,
      lanes: params.argon2?.lanes ?? null,
      slot,
    }),
  );
