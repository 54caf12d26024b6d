import type { Needs } from "../shared/api/contract.ts";
import { type Bytes, equalBytes, parseBase64Url } from "../shared/bytes.ts";
import { hashSetupToken } from "../shared/crypto/token.ts";
import { AppError } from "../shared/errors.ts";
import type { Db } from "./db/open.ts";
import type { Env } from "./env.ts";
import type { PortalEntryAccess } from "./portal/access.ts";
import { isPortalThere } from "./portal/store.ts";
import type { BlobAccess, EntryAccess, MemberAccess } from "./spaces/access.ts";
import type { GenesisAccess } from "./spaces/genesis.ts";
import type { SessionUser } from "./users/sessions.ts";

/** What each kind of `needs` in the contract demands, and what a handler then may rely on. Asked by worker/mount.ts only. */

interface SessionAccess {
  readonly user: SessionUser;
}
export type AccessOf<Need extends Needs> = Need extends { who: "anyone" | "setup" }
  ? null
  : Need extends { who: "session" | "right" }
    ? SessionAccess
    : Need extends { who: "portalEntry" }
      ? PortalEntryAccess
      : Need extends { who: "genesis" }
        ? GenesisAccess
        : Need extends { who: "entry" }
          ? EntryAccess
          : Need extends { of: "blob" }
            ? BlobAccess
            : MemberAccess;

/**
 * @throws SETUP_CLOSED once there is an owner; SETUP_TOKEN_WRONG
 */
export async function checkSetup(env: Env, db: Db, token: Bytes): Promise<void> {
  if (await isPortalThere(db)) throw new AppError("SETUP_CLOSED");
  const expected = env.SETUP_TOKEN_HASH ? parseBase64Url(env.SETUP_TOKEN_HASH) : null;
  if (!expected || !equalBytes(await hashSetupToken(token), expected))
    throw new AppError("SETUP_TOKEN_WRONG");
}
