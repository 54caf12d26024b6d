import type { LiveRefusal } from "../../shared/api/live.ts";
import { type Bytes, equalBytes } from "../../shared/bytes.ts";
import type { LiveSessionId, NodeId, SpaceId, UserId } from "../../shared/ids.ts";
import { CONNECTIONS_MAX, placesOfOne } from "../../shared/live/covers.ts";
import { type ConnectionHead, type Frame, followsHead } from "../../shared/live/frame-check.ts";
import { LIVE_KEEPING_MAX, LIVE_PACK_BYTES, LIVE_SESSION_MAX } from "../limits.ts";
import { addColumns, SESSION, SESSION_TABLES } from "./session-tables.ts";
import type { Placed } from "./sockets.ts";

/**
 * The sessions of one document, at most one in a space, with their sealed frames in the order in which they were taken. Rows are
 * written before anybody hears of them: the platform holds messages back until what was written before them lasts.
 */

/** A row of the table. */
export type Session = {
  readonly space: SpaceId;
  readonly node: NodeId;
  readonly session: LiveSessionId;
  readonly baseVersion: number;
  /** The socket whose seed is not whole yet; null once the session has begun. */
  readonly beginner: string | null;
  readonly seedLeft: number;
  readonly seedUntilMs: number;
  /** Of the newest frame. */
  readonly position: number;
  /** Of the newest update. */
  readonly changedAt: number;
  readonly snapshotUpTo: number;
  readonly savedUpTo: number;
  /** The newest version that was saved out of it; 0 before the first. */
  readonly savedVersion: number;
  /** Of the newest frame's key. */
  readonly generation: number;
  readonly trimmedUpTo: number;
  readonly frameCount: number;
  readonly sizeBytes: number;
};

/** What became of a frame: kept now, or kept before. */
export type Outcome =
  | { readonly ok: true; readonly isNew: boolean; readonly position: number }
  | { readonly ok: false; readonly code: LiveRefusal };

const refuse = (code: LiveRefusal): Outcome => ({ ok: false, code });

/** What makes room by being kept has some more of it. */
function isFull(session: Session, { kind }: Frame, wire: Bytes): boolean {
  const max = kind === "update" ? LIVE_SESSION_MAX : LIVE_KEEPING_MAX;
  return session.frameCount >= max.frames || session.sizeBytes + wire.length > max.sizeBytes;
}

export class SessionLog {
  readonly #sql: SqlStorage;
  #isThere: boolean;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
    this.#isThere = sql.exec("SELECT 1 FROM sqlite_master WHERE name = 'sessions'").toArray().length > 0;
    if (this.#isThere) addColumns(sql);
  }

  /** The space's session, begun or being begun. */
  find(space: SpaceId): Session | null {
    if (!this.#isThere) return null;
    return this.#sql.exec<Session>(`${SESSION} WHERE space = ?`, space).toArray()[0] ?? null;
  }

  /** All whose seed is not whole. */
  unbegun(): Session[] {
    if (!this.#isThere) return [];
    return this.#sql.exec<Session>(`${SESSION} WHERE beginner IS NOT NULL`).toArray();
  }

  isEmpty(): boolean {
    return !this.#isThere || this.#sql.exec("SELECT 1 FROM sessions LIMIT 1").toArray().length === 0;
  }

  /** There were sessions, and the last one is forgotten: its tables may go. */
  isSpent(): boolean {
    return this.#isThere && this.isEmpty();
  }

  begin(start: {
    readonly space: SpaceId;
    readonly node: NodeId;
    readonly session: LiveSessionId;
    readonly baseVersion: number;
    readonly beginner: string;
    readonly frames: number;
    readonly seedUntilMs: number;
  }): void {
    this.#sql.exec(SESSION_TABLES);
    this.#isThere = true;
    this.#sql.exec(
      "INSERT INTO sessions (space, node, session, base_version, beginner, seed_left, seed_until_ms) VALUES (?, ?, ?, ?, ?, ?, ?)",
      ...[
        start.space,
        start.node,
        start.session,
        start.baseVersion,
        start.beginner,
        start.frames,
        start.seedUntilMs,
      ],
    );
  }

  /** Keeps a frame of the session's, checked before, if it is the next of its connection and under no older key than one before it. */
  keep(session: Session, frame: Frame, wire: Bytes): Outcome {
    const { space } = session;
    const head = this.#headOf(space, frame);
    if (head && frame.clock <= head.clock) return this.#repeated(session, frame);
    const isNext = head ? followsHead(frame, head) : frame.clock === 0;
    if (!isNext) return refuse("LIVE_ORDER");
    if (frame.generation < session.generation) return refuse("KEY_STALE");
    if (!head && this.#isCrowded(space, frame)) return refuse("LIVE_CROWDED");
    if (isFull(session, frame, wire)) return refuse("LIVE_FULL");
    const position = session.position + 1;
    this.#insert(session, { position, frame, wire });
    return { ok: true, isNew: true, position };
  }

  /** Whether what is kept of this connection is somebody else's. */
  isAnothers(frame: Frame): boolean {
    return (this.#headOf(frame.space, frame)?.author ?? frame.author) !== frame.author;
  }

  /** One frame less to wait for; true when the seed is whole. */
  countSeed({ space, seedLeft }: Session): boolean {
    const isWhole = seedLeft <= 1;
    const beginner = isWhole ? ", beginner = NULL" : "";
    this.#sql.exec(`UPDATE sessions SET seed_left = seed_left - 1${beginner} WHERE space = ?`, space);
    return isWhole;
  }

  /** Frames of a whole snapshot hold everything up to there: who comes new needs nothing older. */
  noteSnapshot(space: SpaceId, upTo: number): void {
    this.#sql.exec(
      "UPDATE sessions SET snapshot_up_to = max(snapshot_up_to, ?) WHERE space = ? AND position >= ?",
      ...[upTo, space, upTo],
    );
    this.#trim(space);
  }

  /** A version that was saved holds everything up to there. Each is told of once, and holds no less than the one before. */
  noteSaved(space: SpaceId, { version, upTo }: { readonly version: number; readonly upTo: number }): void {
    this.#sql.exec(
      `UPDATE sessions SET saved_up_to = ?, saved_version = ?
        WHERE space = ? AND position >= ? AND saved_up_to <= ? AND max(base_version, saved_version) < ?`,
      ...[upTo, version, space, upTo, upTo, version],
    );
    this.#trim(space);
  }

  /** The frames after a position, in their order, in packs to be sent together. */
  *packsAfter(space: SpaceId, position: number): Generator<Placed[]> {
    let [pack, sizeBytes]: [Placed[], number] = [[], 0];
    const rows = this.#sql.exec<{ position: number; wire: ArrayBuffer }>(
      "SELECT position, wire FROM frames WHERE space = ? AND position > ? ORDER BY position",
      ...[space, position],
    );
    for (const row of rows) {
      pack.push({ position: row.position, wire: new Uint8Array(row.wire) });
      sizeBytes += row.wire.byteLength;
      if (sizeBytes < LIVE_PACK_BYTES) continue;
      yield pack;
      [pack, sizeBytes] = [[], 0];
    }
    if (pack.length > 0) yield pack;
  }

  forget(space: SpaceId): void {
    if (!this.#isThere) return;
    for (const table of ["sessions", "connections", "frames"])
      this.#sql.exec(`DELETE FROM ${table} WHERE space = ?`, space);
  }

  /** After everything stored was deleted. */
  noteGone(): void {
    this.#isThere = false;
  }

  #headOf(space: SpaceId, { connection }: Frame): ConnectionHead | null {
    const row = this.#sql
      .exec<{ author: UserId; clock: number; hash: ArrayBuffer }>(
        "SELECT author, clock, hash FROM connections WHERE space = ? AND connection = ?",
        ...[space, connection],
      )
      .toArray()[0];
    return row ? { ...row, connection, hash: new Uint8Array(row.hash) } : null;
  }

  /** Whether there is no place for another connection of this author's: snapshots and saves name each that there ever was. */
  #isCrowded(space: SpaceId, { author }: Frame): boolean {
    const { all, own } = this.#sql
      .exec<{ all: number; own: number }>(
        `SELECT count(*) AS "all", count(iif(author = ?, 1, NULL)) AS own FROM connections WHERE space = ?`,
        ...[author, space],
      )
      .one();
    return all >= CONNECTIONS_MAX || own >= placesOfOne(all);
  }

  /** The same frame again, whose acknowledgement was lost; what was trimmed is not compared, and not kept either. */
  #repeated({ space, trimmedUpTo }: Session, { connection, clock, hash }: Frame): Outcome {
    const row = this.#sql
      .exec<{ position: number; hash: ArrayBuffer }>(
        "SELECT position, hash FROM frames WHERE space = ? AND connection = ? AND clock = ?",
        ...[space, connection, clock],
      )
      .toArray()[0];
    if (row && !equalBytes(new Uint8Array(row.hash), hash)) return refuse("LIVE_ORDER");
    return { ok: true, isNew: false, position: row?.position ?? trimmedUpTo };
  }

  #insert({ space }: Session, { position, frame, wire }: Placed & { readonly frame: Frame }): void {
    const { connection, clock, hash } = frame;
    this.#sql.exec(
      "INSERT INTO frames (space, position, connection, clock, hash, wire) VALUES (?, ?, ?, ?, ?, ?)",
      ...[space, position, connection, clock, hash, wire],
    );
    this.#sql.exec(
      "INSERT OR REPLACE INTO connections (space, connection, author, clock, hash) VALUES (?, ?, ?, ?, ?)",
      ...[space, connection, frame.author, clock, hash],
    );
    this.#sql.exec(
      `UPDATE sessions SET position = ?, frame_count = frame_count + 1, size_bytes = size_bytes + ?,
        changed_at = iif(?, position + 1, changed_at), generation = ? WHERE space = ?`,
      ...[position, wire.length, frame.kind === "update" ? 1 : 0, frame.generation, space],
    );
  }

  /** What both a snapshot and a saved version hold is needed by nobody. */
  #trim(space: SpaceId): void {
    const session = this.find(space);
    if (!session) return;
    const upTo = Math.min(session.snapshotUpTo, session.savedUpTo);
    if (upTo <= session.trimmedUpTo) return;
    this.#sql.exec("DELETE FROM frames WHERE space = ? AND position <= ?", space, upTo);
    this.#sql.exec(
      `UPDATE sessions SET trimmed_up_to = ?,
        frame_count = (SELECT count(*) FROM frames f WHERE f.space = sessions.space),
        size_bytes = (SELECT ifnull(sum(length(wire)), 0) FROM frames f WHERE f.space = sessions.space)
        WHERE space = ?`,
      ...[upTo, space],
    );
  }
}
