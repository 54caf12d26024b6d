import type { Joining } from "./joining.ts";
import type { LiveStatus } from "./live-session.ts";

type Standing = Pick<Joining, "phase" | "isUp">;
type Sending = Pick<Joining, "part" | "looking">;

/** A session that could not be begun to the end, for the line broke, carries nothing. */
export const isAlone = ({ phase, isUp }: Standing): boolean =>
  phase === "alone" || (phase === "beginning" && !isUp);

/** Others work in a session that this page stands beside, for the log or a key is late here. */
export const isUnjudged = ({ phase, looking }: Pick<Joining, "phase" | "looking">): boolean =>
  looking.isUnjudged && (phase === "alone" || phase === "joining");

/** What a page says of its part in a document, by how far its joining has come. */
export function statusOf(standing: Standing & Sending, mayWrite: boolean): LiveStatus {
  const { phase, isUp, part } = standing;
  if (phase === "apart" || part?.sending.isCutOff) return "apart";
  if (phase === "synced") return isUp ? "live" : "connecting";
  if (isUnjudged(standing) || !isAlone(standing)) return "connecting";
  return isUp && !mayWrite ? "live" : "alone";
}
