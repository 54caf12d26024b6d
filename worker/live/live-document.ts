import { DurableObject } from "cloudflare:workers";
import * as v from "valibot";
import {
  LIVE_PING,
  LIVE_PONG,
  LIVE_TEXT_MAX_BYTES,
  LIVE_TICKET_BYTES,
  type LiveNewsJson,
  liveHello,
} from "../../shared/api/live.ts";
import { type Bytes, parseUtf8, randomBytes, toBase64Url, utf8 } from "../../shared/bytes.ts";
import { sha256 } from "../../shared/crypto/hash.ts";
import type { SpaceId } from "../../shared/ids.ts";
import type { Head } from "../../shared/log/entry.ts";
import type { Env } from "../env.ts";
import {
  LIVE_HELLO_MAX_MS,
  LIVE_SILENT_MAX,
  LIVE_SOCKETS_MAX,
  LIVE_TICKET_LIFETIME_MS,
  LIVE_TICKETS_MAX,
} from "../limits.ts";

/**
 * One live document, named by its node: tells those who hold it open that the log moved. Knows spaces and hashes of
 * tickets, nothing that could be read. What must outlive its sleep is in the sockets' attachments and under the tickets'
 * hashes. Anybody can ask for a document of any id, so nothing is stored before a member asked for a ticket, and nothing
 * stays once no ticket waits.
 */

/** Close codes of our own and of RFC 6455, section 7.4. */
const POLICY = 1008;
const FULL = 1013;

/** A socket that has shown nothing yet, or the space whose heads it hears: node ids are made by clients, so two spaces can share one. */
type Attachment = { readonly waitingSinceMs: number } | { readonly space: SpaceId };

export interface Ticket {
  readonly ticket: string;
  readonly expiresAtMs: number;
}

/** A ticket that nobody showed yet; its key is its hash. */
interface Waiting {
  readonly space: SpaceId;
  readonly expiresAtMs: number;
}

const hashTicket = async (ticket: Bytes): Promise<string> => toBase64Url(await sha256(ticket));

const attachmentOf = (socket: WebSocket): Attachment => socket.deserializeAttachment() as Attachment;

function parseHello(message: string | ArrayBuffer): Bytes | null {
  try {
    const bytes = typeof message === "string" ? utf8(message) : new Uint8Array(message);
    if (bytes.length > LIVE_TEXT_MAX_BYTES) return null;
    const result = v.safeParse(liveHello, JSON.parse(parseUtf8(bytes)));
    return result.success ? result.output.ticket : null;
  } catch {
    return null;
  }
}

export class LiveDocument extends DurableObject<Env> {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair(LIVE_PING, LIVE_PONG));
  }

  /** A ticket for a member of the space, who was checked before. Null when too many are waiting to be used. */
  async issueTicket(space: SpaceId, nowMs: number): Promise<Ticket | null> {
    const ticket = randomBytes(LIVE_TICKET_BYTES);
    const hash = await hashTicket(ticket);
    if (this.#waitingTickets(nowMs).length >= LIVE_TICKETS_MAX) return null;
    const expiresAtMs = nowMs + LIVE_TICKET_LIFETIME_MS;
    this.ctx.storage.kv.put<Waiting>(hash, { space, expiresAtMs });
    await this.#wakeBy(expiresAtMs);
    return { ticket: toBase64Url(ticket), expiresAtMs };
  }

  /** Tells every member of the space who holds the document open. */
  announce(space: SpaceId, head: Head): void {
    const news: LiveNewsJson = { kind: "head", space, head };
    for (const { socket, attachment } of this.#sockets())
      if ("space" in attachment && attachment.space === space) socket.send(JSON.stringify(news));
  }

  /** Takes a socket in; it hears nothing before its ticket. 404 when there is no ticket that it could show. */
  override async fetch(): Promise<Response> {
    const nowMs = Date.now();
    if (this.#waitingTickets(nowMs).length === 0) return new Response(null, { status: 404 });
    const { 0: client, 1: server } = new WebSocketPair();
    // Later than whoever came before, even within one millisecond: the platform lists sockets in no order.
    const waitingSinceMs = Math.max(nowMs, (this.#silentSockets().at(-1)?.sinceMs ?? 0) + 1);
    this.ctx.acceptWebSocket(server);
    server.serializeAttachment({ waitingSinceMs } satisfies Attachment);
    this.#dropCrowd();
    await this.#wakeBy(nowMs + LIVE_HELLO_MAX_MS);
    return new Response(null, { status: 101, webSocket: client });
  }

  /** The first message is the ticket; there is no second. */
  override async webSocketMessage(socket: WebSocket, message: string | ArrayBuffer): Promise<void> {
    const ticket = "space" in attachmentOf(socket) ? null : parseHello(message);
    const space = ticket && (await this.#spend(ticket));
    if (!space) return socket.close(POLICY);
    const inside = this.#sockets().filter(({ attachment }) => "space" in attachment);
    if (inside.length >= LIVE_SOCKETS_MAX) return socket.close(FULL);
    socket.serializeAttachment({ space } satisfies Attachment);
    const news: LiveNewsJson = { kind: "admitted" };
    socket.send(JSON.stringify(news));
  }

  /** Closes whoever showed no ticket in time and forgets tickets that are over; comes again while anything waits. */
  override async alarm(): Promise<void> {
    const nowMs = Date.now();
    const helloUntilMs = this.#silentSockets().map(({ socket, sinceMs }) => {
      const untilMs = sinceMs + LIVE_HELLO_MAX_MS;
      if (untilMs <= nowMs) socket.close(POLICY);
      return untilMs;
    });
    const tickets = this.#waitingTickets(nowMs);
    const next = [...helloUntilMs, ...tickets].filter((timeMs) => timeMs > nowMs);
    if (tickets.length === 0) await this.ctx.storage.deleteAll();
    if (next.length > 0) await this.ctx.storage.setAlarm(Math.min(...next));
  }

  /** Sockets that are open: one that was closed is listed until its peer answers. */
  #sockets(): { readonly socket: WebSocket; readonly attachment: Attachment }[] {
    const open = this.ctx.getWebSockets().filter((socket) => socket.readyState === WebSocket.OPEN);
    return open.map((socket) => ({ socket, attachment: attachmentOf(socket) }));
  }

  /** Those that showed no ticket yet, the longest waiting first. */
  #silentSockets(): { readonly socket: WebSocket; readonly sinceMs: number }[] {
    return this.#sockets()
      .flatMap(({ socket, attachment }) =>
        "space" in attachment ? [] : [{ socket, sinceMs: attachment.waitingSinceMs }],
      )
      .sort((a, b) => a.sinceMs - b.sinceMs);
  }

  /** Makes room for who came last: a member shows his ticket at once, and whoever keeps places taken waits. */
  #dropCrowd(): void {
    const silent = this.#silentSockets();
    for (const { socket } of silent.slice(0, Math.max(0, silent.length - LIVE_SILENT_MAX)))
      socket.close(POLICY);
  }

  /** When each ticket that may still be shown is over. The others go. */
  #waitingTickets(nowMs: number): number[] {
    const { kv } = this.ctx.storage;
    const all = [...kv.list<Waiting>()];
    for (const [hash, { expiresAtMs }] of all) if (expiresAtMs <= nowMs) kv.delete(hash);
    return all.map(([, { expiresAtMs }]) => expiresAtMs).filter((timeMs) => timeMs > nowMs);
  }

  async #wakeBy(timeMs: number): Promise<void> {
    const alarmMs = await this.ctx.storage.getAlarm();
    if (alarmMs === null || alarmMs > timeMs) await this.ctx.storage.setAlarm(timeMs);
  }

  /** Uses a ticket up and gives the space that it is for. */
  async #spend(ticket: Bytes): Promise<SpaceId | null> {
    const { kv } = this.ctx.storage;
    const hash = await hashTicket(ticket);
    const waiting = kv.get<Waiting>(hash);
    if (!waiting) return null;
    kv.delete(hash);
    return waiting.expiresAtMs > Date.now() ? waiting.space : null;
  }
}
