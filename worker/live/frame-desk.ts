import type { LiveRefusal } from "../../shared/api/live.ts";
import type { Bytes } from "../../shared/bytes.ts";
import type { ConnectionId, SpaceId, UserId } from "../../shared/ids.ts";
import type { Frame, FrameKind } from "../../shared/live/frame-check.ts";
import { LIVE_PRESENCE_MAX_BYTES, LIVE_PRESENCES_MAX } from "../limits.ts";
import type { Insider } from "./guest.ts";
import type { GuestNow } from "./guest-now.ts";
import type { Session, SessionLog } from "./session-log.ts";
import { insiderOf, note, noteConnection, type Placed, type Sockets, sendFrames, tell } from "./sockets.ts";

/**
 * What becomes of a frame whose signature holds: it is refused, or kept, acknowledged and passed on. All of it is sealed, and
 * whoever gets it checks it again. Nothing here is awaited.
 */

/** A frame whose signature holds, and what its sender may do. */
interface Arrived {
  readonly now: GuestNow;
  readonly frame: Frame;
  readonly wire: Bytes;
}

interface Refused {
  readonly ok: false;
  readonly code: LiveRefusal;
}

/** Whose connection, and where: the same id in another space, or another person's, is another one. */
const keyOf = (of: { space: SpaceId; user: UserId; connection: ConnectionId }): string =>
  `${of.space}/${of.user}/${of.connection}`;

const refused = (code: LiveRefusal): Refused => ({ ok: false, code });

/** Why the rights of the moment do not allow this frame. Whoever reads may tell where he is, and no more. */
function refusalOf(now: GuestNow, { kind, generation }: Frame): LiveRefusal | null {
  if (kind !== "presence" && !now.mayWrite) return "RIGHT_MISSING";
  return now.isStale || generation !== now.generation ? "KEY_STALE" : null;
}

export class FrameDesk {
  readonly #sockets: Sockets;
  readonly #log: SessionLog;
  /** The newest clock of each connection that told of a presence. */
  readonly #presences = new Map<string, number>();

  constructor(from: { readonly sockets: Sockets; readonly log: SessionLog }) {
    this.#sockets = from.sockets;
    this.#log = from.log;
  }

  /** Tells who is here of somebody's connections that are over, unless a socket notes them still. */
  forget(who: Insider, connections: readonly ConnectionId[]): void {
    const here = this.#sockets.admitted(who.space);
    for (const connection of connections) {
      if (here.some((seat) => seat.who.connections.includes(connection))) continue;
      this.#presences.delete(keyOf({ ...who, connection }));
      for (const { socket } of here) tell(socket, { kind: "left", connection });
    }
  }

  /** A socket that begins one connection after the other has its oldest forgotten, or the others' lists would grow without end. */
  #note(socket: WebSocket, who: Insider, connection: ConnectionId): void {
    this.forget(who, noteConnection(socket, who, connection));
  }

  /** The frames that somebody lacks who has those up to there. */
  sendAfter(socket: WebSocket, { space }: Session, position: number): void {
    for (const pack of this.#log.packsAfter(space, position)) sendFrames([socket], pack);
  }

  take(socket: WebSocket, arrived: Arrived): void {
    const { frame } = arrived;
    const who = insiderOf(socket);
    // Closed meanwhile, by us
    if (!who || who.mayWrite === null) return;
    const { connection, clock } = frame;
    const outcome = this.#keep(socket, { ...arrived, who });
    if (outcome === "passed") return;
    if (outcome.ok) tell(socket, { kind: "ack", connection, clock, position: outcome.position });
    else tell(socket, { kind: "refused", connection, clock, code: outcome.code });
  }

  #keep(socket: WebSocket, { who, now, frame, wire }: Arrived & { readonly who: Insider }) {
    const session = this.#sessionOf(who, frame);
    if (!session) return refused("CONTEXT_WRONG");
    const code = refusalOf(now, frame) ?? (this.#isAnothers(frame) ? "LIVE_ORDER" : null);
    if (code) return refused(code);
    if (frame.kind === "presence") return this.#pass(socket, { who, frame, wire });
    const outcome = this.#log.keep(session, frame, wire);
    // Of what was refused nobody has heard
    if (outcome.ok) this.#note(socket, who, frame.connection);
    if (outcome.ok && outcome.isNew)
      this.#follow(socket, session, { kind: frame.kind, position: outcome.position, wire });
    return outcome;
  }

  /** Whether somebody else is noted to speak on this connection, or what he said on it is kept. */
  #isAnothers(frame: Frame): boolean {
    const { space, author, connection } = frame;
    const isHeld = this.#sockets
      .admitted(space)
      .some(({ who }) => who.user !== author && who.connections.includes(connection));
    return isHeld || this.#log.isAnothers(frame);
  }

  /** What comes of a frame that was kept just now. */
  #follow(
    socket: WebSocket,
    session: Session,
    { kind, ...frame }: Placed & { readonly kind: FrameKind },
  ): void {
    if (session.beginner === null) this.#spread(socket, session.space, frame);
    if (session.beginner !== null) this.#countSeed(session);
    else if (kind === "snapshot") this.#countSnapshot(socket);
  }

  /** The session that the frame is of; while it is being begun, only its seed, and only from who begins it. */
  #sessionOf(who: Insider, frame: Frame): Session | null {
    const session = this.#log.find(who.space);
    const isHere = frame.space === who.space && frame.node === who.node;
    if (!session || !isHere || frame.session !== session.session) return null;
    const isSeed = session.beginner === who.id && frame.kind === "snapshot";
    return session.beginner === null || isSeed ? session : null;
  }

  /** Presence goes to the others and is not kept. */
  #pass(
    socket: WebSocket,
    { who, frame, wire }: Omit<Arrived, "now"> & { readonly who: Insider },
  ): Refused | "passed" {
    const { connection, clock } = frame;
    const key = keyOf({ ...who, connection });
    if (wire.length > LIVE_PRESENCE_MAX_BYTES) return refused("BODY_TOO_LARGE");
    if (clock <= (this.#presences.get(key) ?? -1)) return refused("LIVE_ORDER");
    if (this.#presences.size >= LIVE_PRESENCES_MAX) this.#presences.clear();
    this.#presences.set(key, clock);
    this.#note(socket, who, connection);
    this.#spread(socket, who.space, { position: 0, wire });
    return "passed";
  }

  #spread(from: WebSocket, space: SpaceId, frame: Placed): void {
    const others = this.#sockets.admitted(space).map(({ socket }) => socket);
    sendFrames(
      others.filter((socket) => socket !== from),
      [frame],
    );
  }

  /** With its last frame the seed is everybody's. */
  #countSeed(session: Session): void {
    const { beginner, baseVersion, space } = session;
    if (!this.#log.countSeed(session)) return;
    for (const { socket, who } of this.#sockets.admitted(space)) {
      tell(socket, { kind: "begun", session: session.session, baseVersion });
      if (who.id !== beginner) this.sendAfter(socket, session, 0);
    }
  }

  #countSnapshot(socket: WebSocket): void {
    const who = insiderOf(socket);
    if (!who?.snapshot) return;
    const { upTo, left } = who.snapshot;
    note(socket, { ...who, snapshot: left > 1 ? { upTo, left: left - 1 } : null });
    if (left <= 1) this.#log.noteSnapshot(who.space, upTo);
  }
}
