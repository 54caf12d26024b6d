import type { Env } from "../env.ts";
import type { Asker, Ticket } from "./waiting-tickets.ts";

/** A ticket to a document's socket for a reader of its space, who was checked before. Null when too many wait to be used. */
export const issueTicket = (env: Env, guest: Asker, nowMs: number): Promise<Ticket | null> =>
  env.LIVE.getByName(guest.node).issueTicket(guest, nowMs);
