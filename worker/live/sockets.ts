import type { LiveNews } from "../../shared/api/live.ts";
import { type Bytes, concat, u32, u64 } from "../../shared/bytes.ts";
import type { ConnectionId, SpaceId } from "../../shared/ids.ts";
import { LIVE_CONNECTIONS_NOTED } from "../limits.ts";
import type { Insider, Silent } from "./guest.ts";

/** The sockets of one document. What is known of each lies in its attachment, which outlives the document's sleep. */

/** Close codes of RFC 6455, section 7.4, and of its registry. */
export const CLOSE = { policy: 1008, fault: 1011, full: 1013 } as const;

/** A stored frame and its place in the session; presence has position 0. */
export interface Placed {
  readonly position: number;
  readonly wire: Bytes;
}

export interface Seat<Kind extends Insider | Silent = Insider | Silent> {
  readonly socket: WebSocket;
  readonly who: Kind;
}

/** What the attachments hold, for as long as the document is awake. */
const known = new WeakMap<WebSocket, Insider | Silent>();

export function whoIs(socket: WebSocket): Insider | Silent {
  const who = known.get(socket) ?? (socket.deserializeAttachment() as Insider | Silent);
  known.set(socket, who);
  return who;
}

/** The socket's insider as he is now; null when it shows none. */
export function insiderOf(socket: WebSocket): Insider | null {
  const who = whoIs(socket);
  return who.kind === "inside" ? who : null;
}

export function note(socket: WebSocket, who: Insider | Silent): void {
  socket.serializeAttachment(who);
  known.set(socket, who);
}

/** Notes a connection that the socket sends under, so that others hear when it leaves. Gives those for which that is too many. */
export function noteConnection(socket: WebSocket, who: Insider, connection: ConnectionId): ConnectionId[] {
  if (who.connections.includes(connection)) return [];
  const all = [...who.connections, connection];
  note(socket, { ...who, connections: all.slice(-LIVE_CONNECTIONS_NOTED) });
  return all.slice(0, -LIVE_CONNECTIONS_NOTED);
}

/** A socket that cannot be written to is about to be closed, and keeps the others from nothing. */
function send(socket: WebSocket, message: string | Bytes): void {
  try {
    socket.send(message);
  } catch {
    socket.close(CLOSE.fault);
  }
}

export const tell = (socket: WebSocket, news: LiveNews): void => send(socket, JSON.stringify(news));

/** `u64 position || u32 length || wire` for each, in one message to each of these. */
export function sendFrames(sockets: readonly WebSocket[], frames: readonly Placed[]): void {
  const message = concat(...frames.flatMap(({ position, wire }) => [u64(position), u32(wire.length), wire]));
  for (const socket of sockets) send(socket, message);
}

export class Sockets {
  readonly #ctx: DurableObjectState;

  constructor(ctx: DurableObjectState) {
    this.#ctx = ctx;
  }

  /** Those that are open: one that was closed is listed until its peer answers. */
  #open(): Seat[] {
    const open = this.#ctx.getWebSockets().filter((socket) => socket.readyState === WebSocket.OPEN);
    return open.map((socket) => ({ socket, who: whoIs(socket) }));
  }

  /** Those that showed a ticket, admitted or about to be. */
  inside(space?: SpaceId): Seat<Insider>[] {
    return this.#open().flatMap(({ socket, who }) =>
      who.kind === "inside" && (space === undefined || who.space === space) ? [{ socket, who }] : [],
    );
  }

  /** Those that hear frames. */
  admitted(space: SpaceId): Seat<Insider>[] {
    return this.inside(space).filter(({ who }) => who.mayWrite !== null);
  }

  /** Those that showed no ticket yet, the longest waiting first. */
  silent(): Seat<Silent>[] {
    return this.#open()
      .flatMap(({ socket, who }) => (who.kind === "silent" ? [{ socket, who }] : []))
      .sort((a, b) => a.who.sinceMs - b.who.sinceMs);
  }
}
