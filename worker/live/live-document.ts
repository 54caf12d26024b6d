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
import { LIVE_HELLO_MAX_MS, LIVE_SOCKETS_MAX, LIVE_TICKET_LIFETIME_MS, LIVE_TICKETS_MAX } from "../limits.ts";

/**
 * One live document, named by its node: tells those who hold it open that the log moved. Knows spaces and hashes of
 * tickets, nothing that could be read. What must outlive its sleep is in the sockets' attachments and in the tickets' table.
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
    ctx.storage.sql.exec(
      "create table if not exists tickets (hash text primary key, space text not null, expires_at_ms integer not null) strict",
    );
  }

  /** A ticket for a member of the space, who was checked before. Null when too many are waiting to be used. */
  async issueTicket(space: SpaceId, nowMs: number): Promise<Ticket | null> {
    const { sql } = this.ctx.storage;
    sql.exec("delete from tickets where expires_at_ms <= ?", nowMs);
    const { count } = sql.exec<{ count: number }>("select count(*) as count from tickets").one();
    if (count >= LIVE_TICKETS_MAX) return null;
    const ticket = randomBytes(LIVE_TICKET_BYTES);
    const expiresAtMs = nowMs + LIVE_TICKET_LIFETIME_MS;
    sql.exec("insert into tickets values (?, ?, ?)", await hashTicket(ticket), space, expiresAtMs);
    return { ticket: toBase64Url(ticket), expiresAtMs };
  }

  /** Tells every member of the space who holds the document open. A socket that was closed is listed until its peer answers. */
  announce(space: SpaceId, head: Head): void {
    const news: LiveNewsJson = { kind: "head", space, head };
    for (const socket of this.ctx.getWebSockets()) {
      if (socket.readyState !== WebSocket.OPEN) continue;
      const attachment = attachmentOf(socket);
      if ("space" in attachment && attachment.space === space) socket.send(JSON.stringify(news));
    }
  }

  /** Takes a socket in; it hears nothing before its ticket. */
  override async fetch(): Promise<Response> {
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server);
    const nowMs = Date.now();
    server.serializeAttachment({ waitingSinceMs: nowMs } satisfies Attachment);
    if (this.ctx.getWebSockets().length > LIVE_SOCKETS_MAX) server.close(FULL);
    if ((await this.ctx.storage.getAlarm()) === null)
      await this.ctx.storage.setAlarm(nowMs + LIVE_HELLO_MAX_MS);
    return new Response(null, { status: 101, webSocket: client });
  }

  /** The first message is the ticket; there is no second. */
  override async webSocketMessage(socket: WebSocket, message: string | ArrayBuffer): Promise<void> {
    const ticket = "space" in attachmentOf(socket) ? null : parseHello(message);
    const space = ticket && (await this.#spend(ticket));
    if (!space) return socket.close(POLICY);
    socket.serializeAttachment({ space } satisfies Attachment);
    const news: LiveNewsJson = { kind: "admitted" };
    socket.send(JSON.stringify(news));
  }

  /** Closes whoever showed no ticket in time, and comes again while somebody is still in time. */
  override async alarm(): Promise<void> {
    const nowMs = Date.now();
    const waiting = this.ctx.getWebSockets().flatMap((socket) => {
      const attachment = attachmentOf(socket);
      return "space" in attachment
        ? []
        : [{ socket, untilMs: attachment.waitingSinceMs + LIVE_HELLO_MAX_MS }];
    });
    for (const { socket, untilMs } of waiting) if (untilMs <= nowMs) socket.close(POLICY);
    const next = Math.min(...waiting.map(({ untilMs }) => untilMs).filter((untilMs) => untilMs > nowMs));
    if (Number.isFinite(next)) await this.ctx.storage.setAlarm(next);
  }

  /** Uses a ticket up and gives the space that it is for. */
  async #spend(ticket: Bytes): Promise<SpaceId | null> {
    const [row] = this.ctx.storage.sql
      .exec<{ space: SpaceId; expires_at_ms: number }>(
        "delete from tickets where hash = ? returning space, expires_at_ms",
        await hashTicket(ticket),
      )
      .toArray();
    return row && row.expires_at_ms > Date.now() ? row.space : null;
  }
}
