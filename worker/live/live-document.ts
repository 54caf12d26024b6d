import { DurableObject } from "cloudflare:workers";
import * as v from "valibot";
import { LIVE_PING, LIVE_PONG, LIVE_TEXT_MAX_BYTES, liveHello } from "../../shared/api/live.ts";
import { parseUtf8, toBase64Url, utf8 } from "../../shared/bytes.ts";
import type { SpaceId, UserId } from "../../shared/ids.ts";
import type { Head } from "../../shared/log/entry.ts";
import { openDb } from "../db/open.ts";
import type { Env } from "../env.ts";
import {
  LIVE_HELLO_MAX_MS,
  LIVE_SEATS_EACH_MAX,
  LIVE_SEED_MAX_MS,
  LIVE_SILENT_MAX,
  LIVE_SOCKETS_MAX,
} from "../limits.ts";
import { isRunning } from "../users/sessions.ts";
import { readSignPublic } from "../users/store.ts";
import type { Guest, Insider } from "./guest.ts";
import { GuestsNow } from "./guest-now.ts";
import { MessageQueue } from "./message-queue.ts";
import { notePlace, removePlace } from "./places.ts";
import { type Known, SessionHost } from "./session-host.ts";
import { SessionLog } from "./session-log.ts";
import { CLOSE, insiderOf, note, Sockets, tell, whoIs } from "./sockets.ts";
import { type Asker, type Ticket, WaitingTickets } from "./waiting-tickets.ts";

/**
 * One live document, named by its node: tells those who hold it open that the log moved, and carries their sealed frames. Knows
 * spaces, hashes of tickets and what frames say outside, nothing that could be read. What must outlive its sleep is in the
 * sockets' attachments, under the tickets' hashes and in the log of frames. Anybody can ask for a document of any id, so nothing
 * is stored before a member asked for a ticket, and nothing stays once no ticket waits and what was changed is saved.
 */

function parseHello(message: string | ArrayBuffer): v.InferOutput<typeof liveHello> | null {
  try {
    const bytes = typeof message === "string" ? utf8(message) : new Uint8Array(message);
    if (bytes.length > LIVE_TEXT_MAX_BYTES) return null;
    const result = v.safeParse(liveHello, JSON.parse(parseUtf8(bytes)));
    return result.success ? result.output : null;
  } catch {
    return null;
  }
}

const messageSize = (message: string | ArrayBuffer): number =>
  typeof message === "string" ? message.length : message.byteLength;

export class LiveDocument extends DurableObject<Env> {
  readonly #sockets: Sockets;
  readonly #tickets: WaitingTickets;
  readonly #log: SessionLog;
  readonly #guests: GuestsNow;
  readonly #host: SessionHost;
  readonly #queue = new MessageQueue();

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair(LIVE_PING, LIVE_PONG));
    this.#sockets = new Sockets(ctx);
    this.#tickets = new WaitingTickets(ctx.storage.kv);
    this.#log = new SessionLog(ctx.storage.sql);
    const db = openDb(env.DB);
    this.#guests = new GuestsNow(db);
    this.#host = new SessionHost({ sockets: this.#sockets, log: this.#log, db, guests: this.#guests });
  }

  /** A ticket for a reader of the space, who was checked before. Null when too many are waiting to be used. */
  async issueTicket(guest: Asker, nowMs: number): Promise<Ticket | null> {
    const ticket = await this.#tickets.issue(guest, nowMs);
    if (ticket) await this.#wakeBy(ticket.expiresAtMs);
    return ticket;
  }

  /** Tells every member of the space who holds the document open, and reads again what each may do. */
  async announce(space: SpaceId, head: Head): Promise<void> {
    for (const { socket } of this.#sockets.inside(space)) tell(socket, { kind: "head", space, head });
    await this.#host.refresh(space);
    if (this.#log.isSpent()) await this.#wakeBy(Date.now());
  }

  /** Closes the sockets that these people have in the space. Their tickets are refused when they show them. */
  closeFor(space: SpaceId, users: readonly UserId[]): void {
    this.#guests.forgetThese(space, users);
    for (const { socket, who } of this.#sockets.inside(space)) {
      if (users.includes(who.user)) this.#host.dismiss(socket, "RIGHT_MISSING");
    }
  }

  /** Takes a socket in; it hears nothing before its ticket. 404 when there is no ticket that it could show. */
  override async fetch(): Promise<Response> {
    const nowMs = Date.now();
    if (this.#tickets.endings(nowMs).length === 0) return new Response(null, { status: 404 });
    const { 0: client, 1: server } = new WebSocketPair();
    // Later than whoever came before, even within one millisecond: the platform lists sockets in no order.
    const sinceMs = Math.max(nowMs, (this.#sockets.silent().at(-1)?.who.sinceMs ?? 0) + 1);
    this.ctx.acceptWebSocket(server);
    note(server, { kind: "silent", sinceMs });
    this.#dropCrowd();
    await this.#wakeBy(nowMs + LIVE_HELLO_MAX_MS);
    return new Response(null, { status: 101, webSocket: client });
  }

  /** The first message is the ticket. Whoever sends a second one before he is admitted is not who he seems. */
  override async webSocketMessage(socket: WebSocket, message: string | ArrayBuffer): Promise<void> {
    const who = whoIs(socket);
    if (who.kind === "silent") return this.#greet(socket, message);
    if (who.mayWrite === null) return this.#host.dismiss(socket, "OBJECT_MALFORMED");
    const place = { key: who.id, sizeBytes: messageSize(message), nowMs: Date.now() };
    const isTaken = this.#queue.add(place, async () => {
      await this.#host.hear(socket, message).catch(() => socket.close(CLOSE.fault));
      if (this.#log.unbegun().length > 0) await this.#wakeBy(Date.now() + LIVE_SEED_MAX_MS);
    });
    return isTaken ?? this.#host.dismiss(socket, "RATE_LIMITED");
  }

  /** With his last socket a person's place goes; if he came back meanwhile, it is there again. */
  override async webSocketClose(socket: WebSocket): Promise<void> {
    const who = insiderOf(socket);
    if (!who) return;
    // What he sent before he closed counts
    await this.#queue.end(who.id);
    this.#host.leave(socket);
    await this.#host.forgetGone(who.space);
    if (this.#log.isSpent()) await this.#wakeBy(Date.now());
    if (this.#isInside(who)) return;
    const db = openDb(this.env.DB);
    await removePlace(db, who);
    if (this.#isInside(who)) await notePlace(db, who);
  }

  override webSocketError(socket: WebSocket): Promise<void> {
    return this.webSocketClose(socket);
  }

  /** Closes whoever showed no ticket in time and forgets tickets that are over; comes again while anything waits. */
  override async alarm(): Promise<void> {
    const nowMs = Date.now();
    const helloUntilMs = this.#sockets.silent().map(({ socket, who }) => {
      const untilMs = who.sinceMs + LIVE_HELLO_MAX_MS;
      if (untilMs <= nowMs) socket.close(CLOSE.policy);
      return untilMs;
    });
    this.#host.giveUpLate(nowMs);
    const seedsUntilMs = this.#log.unbegun().map(({ seedUntilMs }) => seedUntilMs);
    const tickets = this.#tickets.endings(nowMs);
    const next = [...helloUntilMs, ...seedsUntilMs, ...tickets].filter((timeMs) => timeMs > nowMs);
    if (tickets.length === 0 && this.#log.isEmpty()) await this.#deleteAll();
    if (next.length > 0) await this.ctx.storage.setAlarm(Math.min(...next));
  }

  async #greet(socket: WebSocket, message: string | ArrayBuffer): Promise<void> {
    const hello = parseHello(message);
    const asker = hello && (await this.#tickets.spend(hello.ticket));
    if (!asker) return socket.close(CLOSE.policy);
    if (this.#isFullFor(asker)) return socket.close(CLOSE.full);
    await this.#admit(socket, asker, hello).catch(() => socket.close(CLOSE.fault));
  }

  /** First the place, then the question: whoever takes his right away after it finds the place. */
  async #admit(socket: WebSocket, { session, ...guest }: Asker, known: Known): Promise<void> {
    const db = openDb(this.env.DB);
    const id = crypto.randomUUID();
    const who: Insider = {
      ...{ kind: "inside", ...guest, id, signPublic: "", mayWrite: null, connections: [], snapshot: null },
    };
    // Read once it hears what comes later: between this head and the next news nothing is missed
    note(socket, who);
    await notePlace(db, guest);
    const [now, signPublic, isSignedIn] = await Promise.all([
      this.#guests.readAnew(guest),
      readSignPublic(db, guest.user),
      isRunning(db, session),
    ]);
    if (!now || !isSignedIn) {
      await removePlace(db, guest);
      return socket.close(CLOSE.policy);
    }
    if (socket.readyState !== WebSocket.OPEN) return;
    this.#host.enter(socket, { ...who, signPublic: toBase64Url(signPublic) }, { now, known });
  }

  /** Another space's seats are its own: whoever uses the id elsewhere keeps nobody out here. */
  #isFullFor({ space, user }: Guest): boolean {
    const seats = this.#sockets.inside(space);
    const own = seats.filter(({ who }) => who.user === user);
    return seats.length >= LIVE_SOCKETS_MAX || own.length >= LIVE_SEATS_EACH_MAX;
  }

  #isInside({ space, user }: Guest): boolean {
    return this.#sockets.inside(space).some(({ who }) => who.user === user);
  }

  /** Makes room for who came last: a member shows his ticket at once, and whoever keeps places taken waits. */
  #dropCrowd(): void {
    const silent = this.#sockets.silent();
    for (const { socket } of silent.slice(0, Math.max(0, silent.length - LIVE_SILENT_MAX)))
      socket.close(CLOSE.policy);
  }

  #deleteAll(): Promise<void> {
    const deleted = this.ctx.storage.deleteAll();
    this.#log.noteGone();
    return deleted;
  }

  async #wakeBy(timeMs: number): Promise<void> {
    const alarmMs = await this.ctx.storage.getAlarm();
    if (alarmMs === null || alarmMs > timeMs) await this.ctx.storage.setAlarm(timeMs);
  }
}
