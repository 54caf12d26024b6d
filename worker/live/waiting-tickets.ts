import { LIVE_TICKET_BYTES } from "../../shared/api/live.ts";
import { type Bytes, randomBytes, toBase64Url } from "../../shared/bytes.ts";
import { sha256 } from "../../shared/crypto/hash.ts";
import type { SpaceId } from "../../shared/ids.ts";
import { LIVE_SEATS_EACH_MAX, LIVE_TICKET_LIFETIME_MS, LIVE_TICKETS_MAX } from "../limits.ts";
import type { Guest } from "./guest.ts";

export interface Ticket {
  readonly ticket: string;
  readonly expiresAtMs: number;
}

/** A ticket that nobody showed yet; its key is its hash. */
interface Waiting extends Asker {
  readonly expiresAtMs: number;
}

/** A guest, and the session in which he asked: ended, it lets nobody in. */
export interface Asker extends Guest {
  /** The hash that names it. */
  readonly session: string;
}

const hashTicket = async (ticket: Bytes): Promise<string> => toBase64Url(await sha256(ticket));

/** Tickets of one document that were given and not shown. Kept by their hashes: what is stored lets nobody in. */
export class WaitingTickets {
  readonly #kv: SyncKvStorage;

  constructor(kv: SyncKvStorage) {
    this.#kv = kv;
  }

  /**
   * Null when too many of this space are waiting to be used: whoever has the same id elsewhere takes none of them. Of one
   * person's the oldest give way.
   */
  async issue({ space, user, node, session }: Asker, nowMs: number): Promise<Ticket | null> {
    const ticket = randomBytes(LIVE_TICKET_BYTES);
    const hash = await hashTicket(ticket);
    this.endings(nowMs);
    this.#makeWay({ space, user });
    if (this.#of(space).length >= LIVE_TICKETS_MAX) return null;
    const expiresAtMs = nowMs + LIVE_TICKET_LIFETIME_MS;
    this.#kv.put<Waiting>(hash, { space, user, node, session, expiresAtMs });
    return { ticket: toBase64Url(ticket), expiresAtMs };
  }

  /** Uses a ticket up and says whom it lets in. */
  async spend(ticket: Bytes): Promise<Asker | null> {
    const hash = await hashTicket(ticket);
    const waiting = this.#kv.get<Waiting>(hash);
    if (!waiting) return null;
    this.#kv.delete(hash);
    const { space, user, node, session, expiresAtMs } = waiting;
    return expiresAtMs > Date.now() ? { space, user, node, session } : null;
  }

  #of(space: SpaceId): [string, Waiting][] {
    return [...this.#kv.list<Waiting>()].filter(([, waiting]) => waiting.space === space);
  }

  /** Leaves room for one more of this person. */
  #makeWay({ space, user }: Pick<Guest, "space" | "user">): void {
    const own = this.#of(space).filter(([, waiting]) => waiting.user === user);
    own.sort(([, a], [, b]) => b.expiresAtMs - a.expiresAtMs);
    for (const [hash] of own.slice(LIVE_SEATS_EACH_MAX - 1)) this.#kv.delete(hash);
  }

  /** When each that may still be shown is over. The others go. */
  endings(nowMs: number): number[] {
    const all = [...this.#kv.list<Waiting>()];
    for (const [hash, { expiresAtMs }] of all) if (expiresAtMs <= nowMs) this.#kv.delete(hash);
    return all.map(([, { expiresAtMs }]) => expiresAtMs).filter((timeMs) => timeMs > nowMs);
  }
}
