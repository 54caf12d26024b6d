import { createHash, randomBytes } from "node:crypto";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** The one-time right to set a portal up. The Worker gets the hash only. */
export interface SetupToken {
  readonly text: string;
  readonly hash: string;
  /** Removes it from the disk; for when the portal has an owner. */
  forget(): Promise<void>;
}

/** The token kept in `data` (readable by this account only), made when there is none. */
export async function setupToken(data: string): Promise<SetupToken> {
  const file = join(data, "setup-token");
  const kept = await readFile(file, "utf8").catch(() => null);
  const text = kept?.trim() || randomBytes(32).toString("base64url");
  if (kept?.trim() !== text) await writeFile(file, `${text}\n`, { mode: 0o600 });
  const hash = createHash("sha256").update(Buffer.from(text, "base64url")).digest("base64url");
  return { text, hash, forget: () => rm(file, { force: true }) };
}
