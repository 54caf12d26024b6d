import * as v from "valibot";
import { LIVE_TEXT_MAX_BYTES, liveSaying } from "../../shared/api/live.ts";
import { type Bytes, parseBase64Url } from "../../shared/bytes.ts";
import { AppError, type ErrorCode } from "../../shared/errors.ts";
import type { LiveSessionId, SpaceId } from "../../shared/ids.ts";
import { FRAME_MAX_BYTES, parseFrame } from "../../shared/live/frame-check.ts";
import type { Db } from "../db/open.ts";
import { LIVE_SEED_MAX_MS } from "../limits.ts";
import { isSavedBy, isThere } from "./file-facts.ts";
import { FrameDesk } from "./frame-desk.ts";
import type { Insider } from "./guest.ts";
import type { GuestNow, GuestsNow } from "./guest-now.ts";
import type { Session, SessionLog } from "./session-log.ts";
import { CLOSE, insiderOf, note, type Seat, type Sockets, tell } from "./sockets.ts";

/**
 * What happens in a document's sessions: people come and go, say what they are about to send, and send it. A question to the
 * database comes before a frame is looked at; what then becomes of it is frame-desk.ts.
 */

type Saying = v.InferOutput<typeof liveSaying>;

/** What a client who comes knows already. */
export interface Known {
  readonly session: LiveSessionId | null;
  readonly since: number;
  /** It wants to look at everything that is kept of it. */
  readonly isAll: boolean;
}

function parseSaying(text: string): Saying | null {
  if (text.length > LIVE_TEXT_MAX_BYTES) return null;
  try {
    const result = v.safeParse(liveSaying, JSON.parse(text));
    return result.success ? result.output : null;
  } catch {
    return null;
  }
}

/** After which frame he hears the session: the last one that he has, if what follows it is still here. */
function heardFrom(session: Session, known: Known): number {
  const { position, trimmedUpTo, snapshotUpTo } = session;
  const { since, isAll } = known;
  if (known.session !== session.session) return snapshotUpTo;
  if (isAll) return trimmedUpTo;
  return since > 0 && since >= trimmedUpTo && since <= position ? since : snapshotUpTo;
}

export class SessionHost {
  readonly #sockets: Sockets;
  readonly #log: SessionLog;
  readonly #db: Db;
  readonly #guests: GuestsNow;
  readonly #desk: FrameDesk;

  constructor(from: {
    readonly sockets: Sockets;
    readonly log: SessionLog;
    readonly db: Db;
    readonly guests: GuestsNow;
  }) {
    this.#sockets = from.sockets;
    this.#log = from.log;
    this.#db = from.db;
    this.#guests = from.guests;
    this.#desk = new FrameDesk(from);
  }

  /** Lets somebody hear frames, beginning with those that he lacks. */
  enter(socket: WebSocket, who: Insider, { now, known }: { now: GuestNow; known: Known }): void {
    const session = this.#begun(who.space);
    const { head, mayWrite } = now;
    note(socket, { ...who, mayWrite });
    const isOccupied = this.#othersOf(who).some((seat) => seat.who.mayWrite);
    const place = session && {
      session: session.session,
      baseVersion: session.baseVersion,
      position: session.position,
    };
    tell(socket, { kind: "admitted", space: who.space, head, mayWrite, isOccupied, session: place });
    if (!session) return;
    this.#desk.sendAfter(socket, session, heardFrom(session, known));
  }

  /** One message of somebody admitted. The socket's next one waits until this is done. */
  async hear(socket: WebSocket, message: string | ArrayBuffer): Promise<void> {
    const who = insiderOf(socket);
    if (!who || who.mayWrite === null) return;
    const now = await this.#now(socket, who);
    if (!now) return this.dismiss(socket, "RIGHT_MISSING");
    if (typeof message !== "string") return this.#hearFrame(socket, now, new Uint8Array(message));
    const saying = parseSaying(message);
    if (!saying) return this.dismiss(socket, "OBJECT_MALFORMED");
    return this.#hearSaying(socket, now, saying);
  }

  /** Closes a socket that may be here no more; what it sent and was not looked at yet is dropped. */
  dismiss(socket: WebSocket, code: ErrorCode): void {
    socket.close(CLOSE.policy, code);
    this.leave(socket);
  }

  /** Tells the others of a socket that it left. With the last one goes what is saved already. */
  leave(socket: WebSocket): void {
    const who = insiderOf(socket);
    if (!who) return;
    note(socket, { ...who, mayWrite: null, connections: [] });
    this.#desk.forget(who, who.connections);
    const session = this.#log.find(who.space);
    if (session?.beginner === who.id) this.#giveUp(session);
    this.#forgetIfOver(who.space);
  }

  #forgetIfOver(space: SpaceId): void {
    const session = this.#log.find(space);
    const isOver = session?.beginner === null && session.changedAt <= session.savedUpTo;
    if (isOver && this.#sockets.inside(space).length === 0) this.#log.forget(space);
  }

  /** Seeds that did not come in time are given up. */
  giveUpLate(nowMs: number): void {
    for (const session of this.#log.unbegun()) if (session.seedUntilMs <= nowMs) this.#giveUp(session);
  }

  /** The space's log has moved: everybody's rights are read again. */
  async refresh(space: SpaceId): Promise<void> {
    this.#guests.forget(space);
    const all = this.#sockets.admitted(space).map(async ({ socket, who }) => {
      if (!(await this.#now(socket, who))) this.dismiss(socket, "RIGHT_MISSING");
    });
    await Promise.all(all);
    await this.forgetGone(space);
  }

  /** What is left of a file that was deleted goes as well. */
  async forgetGone(space: SpaceId): Promise<void> {
    const session = this.#log.find(space);
    if (!session || (await isThere(this.#db, session))) return;
    this.#log.forget(space);
    for (const { socket } of this.#sockets.admitted(space))
      tell(socket, { kind: "ended", session: session.session });
  }

  /** What the person may do; he is told when it is another than before. */
  async #now(socket: WebSocket, who: Insider): Promise<GuestNow | null> {
    const now = await this.#guests.read(who);
    const { mayWrite = false } = now ?? {};
    const current = insiderOf(socket);
    if (current && current.mayWrite !== null && current.mayWrite !== mayWrite) {
      note(socket, { ...current, mayWrite });
      tell(socket, { kind: "rights", mayWrite });
    }
    return now;
  }

  /** The session, unless who was to begin it is gone without a word. */
  #find(space: SpaceId): Session | null {
    const session = this.#log.find(space);
    const { beginner = null } = session ?? {};
    if (!session || beginner === null || this.#sockets.inside(space).some(({ who }) => who.id === beginner))
      return session;
    this.#giveUp(session);
    return null;
  }

  #begun(space: SpaceId): Session | null {
    const session = this.#log.find(space);
    return session?.beginner === null ? session : null;
  }

  #giveUp({ space, session }: Session): void {
    this.#log.forget(space);
    for (const { socket } of this.#sockets.admitted(space)) tell(socket, { kind: "ended", session });
  }

  async #hearSaying(socket: WebSocket, now: GuestNow, saying: Saying): Promise<void> {
    const who = insiderOf(socket);
    if (!who) return;
    if (saying.kind === "begin") return this.#begin(socket, who, { now, saying });
    const session = this.#begun(who.space);
    if (!session || !now.mayWrite || saying.upTo > session.position) return;
    if (saying.kind === "over") return this.#hearOver(session, { who, now, saying });
    if (saying.kind === "snapshot")
      return note(socket, { ...who, snapshot: { upTo: saying.upTo, left: saying.frames } });
    const isSaved = await isSavedBy(this.#db, who, saying.version);
    const isStillThat = this.#begun(who.space)?.session === session.session;
    if (!isSaved || !isStillThat) return;
    this.#log.noteSaved(who.space, saying);
    this.#forgetIfOver(who.space);
  }

  /** Who else has said anything in the session: others only listen. */
  #othersOf({ space, id }: Insider): Seat<Insider>[] {
    const seats = this.#sockets.admitted(space);
    return seats.filter(({ who }) => who.id !== id && who.connections.length > 0);
  }

  /**
   * A session goes that a newer version has passed by, or in which nobody else says anything; what its teller has not heard of
   * keeps it.
   */
  #hearOver(
    session: Session,
    from: {
      readonly who: Insider;
      readonly now: GuestNow;
      readonly saying: Extract<Saying, { kind: "over" }>;
    },
  ): void {
    const { who, now, saying } = from;
    const isPassedBy = now.newestVersion > Math.max(session.baseVersion, session.savedVersion);
    const isUsed = this.#othersOf(who).length > 0;
    const isAllHeard = saying.session === session.session && saying.upTo === session.position;
    if (isAllHeard && (isPassedBy || !isUsed)) this.#giveUp(session);
  }

  /** There is one session: whoever asks while there is one, or while another is about to begin it, hears of that one. */
  #begin(
    socket: WebSocket,
    who: Insider,
    { now, saying }: { now: GuestNow; saying: Extract<Saying, { kind: "begin" }> },
  ): void {
    const { session, baseVersion, frames } = saying;
    const before = this.#find(who.space);
    // Its own try of before: the key may have changed in the middle of the seed
    if (before?.beginner === who.id) this.#giveUp(before);
    const isFree = before === null || before.beginner === who.id;
    const seedUntilMs = Date.now() + LIVE_SEED_MAX_MS;
    if (isFree && now.mayWrite && !now.isStale && baseVersion <= now.newestVersion)
      this.#log.begin({ ...who, session, baseVersion, beginner: who.id, frames, seedUntilMs });
    else tell(socket, { kind: "ended", session });
  }

  async #hearFrame(socket: WebSocket, now: GuestNow, wire: Bytes): Promise<void> {
    const who = insiderOf(socket);
    if (!who) return;
    if (wire.length > FRAME_MAX_BYTES) return this.dismiss(socket, "BODY_TOO_LARGE");
    const signPublic = parseBase64Url(who.signPublic);
    const frame = await parseFrame(wire, (author) => (author === who.user ? signPublic : undefined)).catch(
      (error: unknown) => {
        if (!(error instanceof AppError)) throw error;
        this.dismiss(socket, error.code);
      },
    );
    if (frame) this.#desk.take(socket, { now, frame, wire });
  }
}
