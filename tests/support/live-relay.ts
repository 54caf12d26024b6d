import * as v from "valibot";
import type { Hello } from "../../extension/live/surroundings.ts";
import { type LiveNews, type LiveSaying, type liveNews, liveSaying } from "../../shared/api/live.ts";
import type { Bytes, Sealed } from "../../shared/bytes.ts";
import type { ConnectionId, LiveSessionId, UserId } from "../../shared/ids.ts";
import { type ConnectionHead, followsHead, parseFrame } from "../../shared/live/frame-check.ts";

/** The rules of a live document at the portal, kept in memory: what lasts stays through `evict`, as on its disk. */

type News = v.InferInput<typeof liveNews>;
export type Down = News | { readonly position: number; readonly wire: Bytes };

/** One socket, as the document sees it. */
export interface Seat {
  readonly user: UserId;
  readonly down: Down[];
  readonly connections: Set<ConnectionId>;
  snapshot: { upTo: number; left: number } | null;
}

export interface Stored {
  readonly position: number;
  readonly wire: Bytes;
  readonly connection: ConnectionId;
  readonly clock: number;
}

interface Session {
  readonly session: LiveSessionId;
  readonly baseVersion: number;
  beginner: Seat | null;
  seedLeft: number;
  frames: Stored[];
  readonly heads: Map<ConnectionId, ConnectionHead>;
  position: number;
  changedAt: number;
  snapshotUpTo: number;
  savedUpTo: number;
  savedVersion: number;
  trimmedUpTo: number;
}

export interface RelayWorld {
  signPublicOf(user: UserId): Bytes | undefined;
  mayWrite(user: UserId): boolean;
  generation(): number;
  newestVersion(): number;
  head(): { readonly space: string; readonly head: { readonly seq: number; readonly hash: string } };
}

export class LiveRelay {
  readonly #world: RelayWorld;
  readonly #seats = new Set<Seat>();
  #session: Session | null = null;
  /** Sessions of which a seed became whole. */
  begun = 0;
  /** It takes frames from people who may not write, and of any key. */
  isLying = false;
  isFull = false;
  /** Who has had as many connections as anybody may. */
  crowded: UserId | null = null;
  /** Whether it keeps from one person what another one writes. */
  withholds: (from: UserId, to: UserId) => boolean = () => false;
  /** It gives the same session to everybody for ever. */
  isClinging = false;

  constructor(world: RelayWorld) {
    this.#world = world;
  }

  get storedCount(): number {
    return this.#session?.frames.length ?? 0;
  }

  /** Changes what is kept, as only the portal's owner could. */
  tamper(change: (frames: Stored[]) => Stored[]): void {
    if (this.#session) this.#session.frames = change(this.#session.frames);
  }

  /** Nothing of what is kept can be opened any more. */
  spoil(): void {
    this.tamper((frames) => frames.map((frame) => ({ ...frame, wire: new Uint8Array(frame.wire.length) })));
  }

  enter(seat: Seat, { session: known, since, isAll }: Hello): void {
    this.#seats.add(seat);
    const session = this.#session?.beginner === null ? this.#session : null;
    const { user, down } = seat;
    const place = session && {
      session: session.session as string,
      baseVersion: session.baseVersion,
      position: session.position,
    };
    down.push({
      kind: "admitted",
      ...this.#world.head(),
      mayWrite: this.#world.mayWrite(user),
      session: place,
    });
    if (!session) return;
    const isFollowed = session.session === known && since > 0 && since >= session.trimmedUpTo;
    const isWanted = isAll && session.session === known;
    const after = isWanted ? session.trimmedUpTo : isFollowed ? since : session.snapshotUpTo;
    down.push(...session.frames.filter(({ position }) => position > after));
  }

  leave(seat: Seat): void {
    if (!this.#seats.delete(seat)) return;
    for (const connection of seat.connections) this.#tellAll({ kind: "left", connection });
    const session = this.#session;
    if (session?.beginner === seat) this.#giveUp(session);
    this.#forgetIfOver();
  }

  say(seat: Seat, text: LiveSaying): void {
    const saying = v.parse(liveSaying, text);
    if (saying.kind === "begin") this.#begin(seat, saying);
    else this.#note(seat, saying);
  }

  #note(seat: Seat, saying: Exclude<LiveSaying, { kind: "begin" }>): void {
    const session = this.#session;
    if (!session || session.beginner || saying.upTo > session.position) return;
    if (saying.kind === "snapshot") {
      seat.snapshot = { upTo: saying.upTo, left: saying.frames };
      return;
    }
    if (saying.kind === "over") this.#hearOver(session, saying);
    else this.#noteSaved(session, saying);
  }

  #noteSaved(session: Session, { version, upTo }: Extract<LiveSaying, { kind: "saved" }>): void {
    if (version <= Math.max(session.baseVersion, session.savedVersion) || upTo < session.savedUpTo) return;
    session.savedUpTo = upTo;
    session.savedVersion = version;
    this.#trim(session);
    this.#forgetIfOver();
  }

  async take(seat: Seat, wire: Sealed): Promise<void> {
    const frame = await parseFrame(wire, (user) =>
      user === seat.user ? this.#world.signPublicOf(user) : undefined,
    );
    if (!this.#seats.has(seat)) return;
    const { connection, clock } = frame;
    const refuse = (code: Extract<LiveNews, { kind: "refused" }>["code"]) =>
      void seat.down.push({ kind: "refused", connection, clock, code });
    const session = this.#session;
    if (session?.session !== frame.session) return refuse("CONTEXT_WRONG");
    if (session.beginner && session.beginner !== seat) return refuse("CONTEXT_WRONG");
    const isWriter = frame.kind === "presence" || this.#world.mayWrite(seat.user);
    if (!isWriter && !this.isLying) return refuse("RIGHT_MISSING");
    if (frame.generation !== this.#world.generation() && !this.isLying) return refuse("KEY_STALE");
    if (frame.kind === "update" && this.isFull) return refuse("LIVE_FULL");
    const head = session.heads.get(connection);
    if (this.#isAnothers(seat, { connection, head }) && !this.isLying) return refuse("LIVE_ORDER");
    seat.connections.add(connection);
    if (frame.kind === "presence") return this.#spread(seat, { position: 0, wire });
    if (head && clock <= head.clock) {
      const known = session.frames.find((each) => each.connection === connection && each.clock === clock);
      const position = known?.position ?? session.trimmedUpTo;
      seat.down.push({ kind: "ack", connection, clock, position });
      return;
    }
    if (head ? !followsHead(frame, head) : clock !== 0) return refuse("LIVE_ORDER");
    if (!head && seat.user === this.crowded) return refuse("LIVE_CROWDED");
    const position = ++session.position;
    session.frames.push({ position, wire, connection, clock });
    session.heads.set(connection, frame);
    if (frame.kind === "update") session.changedAt = position;
    if (session.beginner) this.#countSeed(session);
    else this.#spread(seat, { position, wire });
    if (frame.kind === "snapshot" && seat.snapshot && --seat.snapshot.left === 0) {
      session.snapshotUpTo = Math.max(session.snapshotUpTo, seat.snapshot.upTo);
      seat.snapshot = null;
      this.#trim(session);
    }
    seat.down.push({ kind: "ack", connection, clock, position });
  }

  /** Whether somebody else speaks on this connection, or what he said on it is kept. */
  #isAnothers({ user }: Seat, at: { connection: ConnectionId; head: ConnectionHead | undefined }): boolean {
    const isHeld = [...this.#seats].some((seat) => seat.user !== user && seat.connections.has(at.connection));
    return isHeld || (at.head !== undefined && at.head.author !== user);
  }

  #begin(seat: Seat, { session, baseVersion, frames }: Extract<LiveSaying, { kind: "begin" }>): void {
    if (this.#session?.beginner === seat) this.#giveUp(this.#session);
    if (this.#session || baseVersion > this.#world.newestVersion()) {
      seat.down.push({ kind: "ended", session });
      return;
    }
    this.#session = {
      ...{ session: session as LiveSessionId, baseVersion, beginner: seat, seedLeft: frames },
      ...{ frames: [], heads: new Map(), position: 0, changedAt: 0 },
      ...{ snapshotUpTo: 0, savedUpTo: 0, savedVersion: 0, trimmedUpTo: 0 },
    };
  }

  #hearOver(session: Session, saying: Extract<LiveSaying, { kind: "over" }>): void {
    const isPassedBy = this.#world.newestVersion() > Math.max(session.baseVersion, session.savedVersion);
    const isUsed = [...this.#seats].some((seat) => seat.connections.size > 0);
    const isAllHeard = saying.session === session.session && saying.upTo === session.position;
    if (!this.isClinging && isAllHeard && (isPassedBy || !isUsed)) this.#giveUp(session);
  }

  #countSeed(session: Session): void {
    if (--session.seedLeft > 0) return;
    const { beginner, baseVersion, frames } = session;
    session.beginner = null;
    this.begun++;
    for (const seat of this.#seats) {
      seat.down.push({ kind: "begun", session: session.session, baseVersion });
      if (seat !== beginner) seat.down.push(...frames);
    }
  }

  #giveUp({ session }: Session): void {
    this.#session = null;
    this.#tellAll({ kind: "ended", session });
  }

  #forgetIfOver(): void {
    const session = this.#session;
    if (!session || session.beginner || this.#seats.size > 0 || this.isClinging) return;
    if (session.changedAt <= session.savedUpTo) this.#session = null;
  }

  #trim(session: Session): void {
    session.trimmedUpTo = Math.max(session.trimmedUpTo, Math.min(session.snapshotUpTo, session.savedUpTo));
    session.frames = session.frames.filter(({ position }) => position > session.trimmedUpTo);
  }

  #spread(from: Seat, frame: { position: number; wire: Bytes }): void {
    const isWithheld = ({ user }: Seat) => frame.position > 0 && this.withholds(from.user, user);
    for (const seat of this.#seats) if (seat !== from && !isWithheld(seat)) seat.down.push(frame);
  }

  #tellAll(news: News): void {
    for (const seat of this.#seats) seat.down.push(news);
  }
}
