import type { UserId } from "../../shared/ids.ts";
import type { Db } from "../db/open.ts";

/** A person's sessions by the devices that hold them. Named by the hash of its token, which opens nothing. */

const BROWSERS = [
  ["Edge", /\bEdg\//],
  ["Opera", /\bOPR\//],
  ["Firefox", /\bFirefox\//],
  ["Chrome", /Chrome\//],
  ["Safari", /\bSafari\//],
] as const;
const SYSTEMS = [
  ["Android", /\bAndroid\b/],
  ["iOS", /\b(iPhone|iPad)\b/],
  ["ChromeOS", /\bCrOS\b/],
  ["Windows", /\bWindows\b/],
  ["macOS", /\bMac OS X\b/],
  ["Linux", /\bLinux\b/],
] as const;

const firstIn = (text: string, names: readonly (readonly [string, RegExp])[]) =>
  names.find(([, pattern]) => pattern.test(text))?.[0];

/** "Firefox, Linux": as much as tells a person's devices apart. What else the header says is not kept. */
export function deviceOf(request: Request): string | null {
  const agent = request.headers.get("user-agent") ?? "";
  const known = [firstIn(agent, BROWSERS), firstIn(agent, SYSTEMS)].filter((name) => name !== undefined);
  return known.length > 0 ? known.join(", ") : null;
}

/** Those that are not over, newest first. */
export async function listDevices(db: Db, user: { user: UserId; tokenHash: string }, nowMs: number) {
  const rows = await db
    .selectFrom("sessions")
    .select(["token_hash", "device", "started_at_ms"])
    .where("user", "=", user.user)
    .where("is_ended", "=", 0)
    .where("expires_at_ms", ">", nowMs)
    .orderBy("started_at_ms", "desc")
    .limit(DEVICES_MAX)
    .execute();
  return rows.map(({ token_hash: session, device, started_at_ms: startedAtMs }) => ({
    ...{ session, device, startedAtMs, isThis: session === user.tokenHash },
  }));
}

/** Ends another session of the same person. False when there is none that runs. */
export async function endSession(
  db: Db,
  user: { user: UserId; tokenHash: string },
  session: string,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("sessions")
    .set({ is_ended: 1 })
    .where("token_hash", "=", session)
    .where("user", "=", user.user)
    .where("token_hash", "<>", user.tokenHash)
    .where("is_ended", "=", 0)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Of one person in one answer: each lives for half a day at most. */
const DEVICES_MAX = 100;
