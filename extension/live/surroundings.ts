import type { LiveNews, LiveSaying } from "../../shared/api/live.ts";
import type { Bytes, Plain, Sealed } from "../../shared/bytes.ts";
import type { SignKey } from "../../shared/crypto/sign.ts";
import type { SpaceKey } from "../../shared/crypto/space-key.ts";
import type { ErrorCode } from "../../shared/errors.ts";
import type { BlobId, ConnectionId, LiveSessionId, NodeId, SpaceId, UserId } from "../../shared/ids.ts";
import type { Head } from "../../shared/log/entry.ts";
import type { Kept } from "./kept-frames.ts";
import type { LearntNames } from "./learnt-names.ts";
import type { AnewTries } from "./opening-anew.ts";

/** What a live session needs from around it: the verified log, a line to the portal, a place on the disk, and the time. */

/** The space as the verified logs tell it, now and before. */
export interface LogView {
  readonly space: SpaceId;
  readonly node: NodeId;
  readonly user: UserId;
  readonly signKey: SignKey;
  generation(): number;
  spaceKey(generation: number): SpaceKey | null;
  /** The key of anybody who was ever registered. */
  signPublicOf(user: UserId): Bytes | undefined;
  mayRead(user: UserId): boolean;
  mayWrite(user: UserId): boolean;
  /** Whether the person might edit the file at some time under this generation. */
  couldWrite(user: UserId, generation: number): Promise<boolean>;
  /** The file's newest version. */
  newestVersion(): number;
  /** What a version's entry in the log says; null where there is none. */
  versionOf(version: number): { readonly blob: BlobId; readonly author: UserId } | null;
  /** Reads on, up to this head if one is named. Never throws: what cannot be reached or does not verify is not there. */
  catchUp(head?: Head): Promise<void>;
}

/** What a line is opened with. */
export interface Hello {
  readonly session: LiveSessionId | null;
  readonly since: number;
  /** Everything that the portal keeps of it is wanted, also what was heard. */
  readonly isAll: boolean;
}

/** The way to the document at the portal. What is sent while it is down is lost. */
export interface LiveLine {
  say(saying: LiveSaying): void;
  send(wire: Sealed): void;
  /** Hangs up and calls again with a fresh hello. */
  restart(): void;
  /** Does not wait any longer for the next try to be let in. */
  hurry(): void;
  close(): void;
}

/** A frame that waits for its acknowledgement, as it lies on the disk. */
export interface QueuedFrame {
  readonly session: LiveSessionId;
  readonly connection: ConnectionId;
  readonly clock: number;
  readonly wire: Sealed;
  /** Waits · waits, and a draft holds it · the state in which what waits has its place: that is never sent. */
  readonly role: "waiting" | "drafted" | "state";
}

/** Frames on the disk, sealed as they are. Losing it costs only what nobody has confirmed; so nothing here throws. */
export interface FrameQueue {
  put(frame: QueuedFrame): Promise<void>;
  remove(frame: Pick<QueuedFrame, "connection" | "clock">): Promise<void>;
  /** Those that a page left which is no more, each connection's in order. */
  takeLeft(): Promise<readonly QueuedFrame[]>;
}

export interface LiveClock {
  nowMs(): number;
  /** Calls back once after a while. Gives how to call it off. */
  after(ms: number, callback: () => void): () => void;
}

/** What a line tells. */
export interface LineEvents {
  hello(): Hello;
  onNews(news: LiveNews): void;
  onFrames(frames: readonly Kept[]): void;
  onDown(): void;
  /** The first try to be let in failed. */
  onSilence(): void;
  /** A try to be let in failed, for this reason. */
  onTrouble(code: ErrorCode): void;
}

/** Where the file was before it was shared, when something that was typed there waits on this browser's disk. */
export interface FormerPlace {
  readonly view: LogView;
  readonly queue: FrameQueue;
  readonly loadVersion: (version: number) => Promise<Plain>;
  /** The number that a version of then has now; 0 where it has none. */
  versionHere(version: number): number;
}

/** All of it, for one document. */
export interface CoreInput {
  readonly view: LogView;
  readonly clock: LiveClock;
  readonly queue: FrameQueue;
  /** Where the file was before it was shared, if something waits there. */
  readonly former?: () => Promise<FormerPlace | null>;
  /** Calls the portal, and again whenever the line breaks, until it is closed. */
  readonly openLine: (events: LineEvents) => LiveLine;
  readonly opened: { readonly version: number; readonly bytes: Plain };
  readonly loadVersion: (version: number) => Promise<Plain>;
  readonly seed: (bytes: Plain) => Promise<Bytes>;
  readonly name: string;
  readonly names: LearntNames;
  readonly onReplaced: () => void;
  /** Outlives the session, as the page does in which the document is opened anew. */
  readonly anewTries: AnewTries;
  readonly onStopped?: () => void;
}
