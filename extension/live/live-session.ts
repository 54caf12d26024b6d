import type { Plain } from "../../shared/bytes.ts";
import type { ErrorCode } from "../../shared/errors.ts";
import type { BlobId, ConnectionId, LiveSessionId, UserId } from "../../shared/ids.ts";
import type { Covers } from "../../shared/live/covers.ts";
import type { SharedState } from "../editors/adapter.ts";

/** One document as several people change it, from the joining to the closing of a page. */

export type LiveStatus =
  /** Changes go to the others, and theirs come. */
  | "live"
  /** The line is broken: changes wait sealed on this disk and go out when it is back. */
  | "connecting"
  /** Nobody else can be reached; changes stay in this page until there is a session. */
  | "alone"
  /** Others work on another state of the file, into which this page's changes do not fit: only saving as a copy keeps them. */
  | "apart";

export interface PersonHere {
  readonly user: UserId;
  /** As the portal's log proves it; for whom it does not name, what the page calls somebody unknown. */
  readonly name: string;
  readonly color: string;
  readonly isSelf: boolean;
  readonly mayWrite: boolean;
  /** The portal gives him another state of the document than this page. */
  readonly isOther: boolean;
}

/** What a save will hold, taken before the bytes are exported. */
export interface SavePoint {
  /** In which session it was taken; null outside of any. */
  readonly session: LiveSessionId | null;
  readonly covers: Covers;
  /** A position of that session; outside of any, a count of what was typed. */
  readonly upTo: number;
  /** What was typed and nobody has confirmed yet. */
  readonly waiting?: readonly { readonly connection: ConnectionId; readonly clock: number }[];
}

export interface LiveSession {
  /** Holds the whole state. Set the awareness field `cursor` only; `user` is set here. */
  readonly shared: SharedState;
  /** The version on which the shared state stands, and its bytes: what an editor is mounted on. */
  readonly baseVersion: number;
  readonly baseBytes: Plain;
  readonly status: LiveStatus;
  /**
   * Why the portal did not let this page in when it was last tried, or takes nothing of what it says (LIVE_CROWDED); null while it
   * does, and before the first answer.
   */
  readonly trouble: ErrorCode | null;
  /** As the portal's verified log says it now. */
  readonly mayWrite: boolean;
  /** When the portal let this page in it said that others who may write were there: they may be slow to say so themselves. */
  readonly isOccupied: boolean;
  /** Others work in a session that cannot be judged here before the log or a key has come: nothing is typed or saved beside it. */
  readonly isUnjudged: boolean;
  /** Frames of others that did not verify and were dropped. */
  readonly refused: number;
  /** Something that others have never came here: nothing is saved from here. */
  readonly isLacking: boolean;
  /** The portal keeps nothing more before a version is saved. */
  readonly isFull: boolean;
  /** Whether this page is the one that saves. Changes when people come and go. */
  isSaver(): boolean;
  people(): readonly PersonHere[];
  /** Changes made here that nobody has confirmed yet. */
  hasUnacked(): boolean;
  /** Changes, whoever made them, that no version holds as far as is known here. */
  hasUnsaved(): boolean;
  /** Sends what was typed so far and waits until it is confirmed, two seconds at most. Before `savePoint`. */
  flush(): Promise<void>;
  /** Take it before exporting, and give it to `noteSaving` before the version is appended, and to `noteSaved` when it is there. */
  savePoint(): SavePoint;
  /** Tells the others what the version will hold that is about to be appended with this content; two seconds at most. @throws LIVE_CROWDED when the portal does not pass it on */
  noteSaving(version: number, blob: BlobId, point: SavePoint): Promise<void>;
  noteSaved(version: number, point: SavePoint): Promise<void>;
  /** A draft holds what this browser keeps of the session up to here: nobody is asked about it twice. */
  noteDrafted(point: SavePoint): Promise<void>;
  /** Whether this version was saved out of this session, here or by somebody else in it. Then it is no conflict. */
  isOwnSave(version: number): boolean;
  /** The newest version that was; null before the first. */
  readonly savedVersion: number | null;
  /** The person has decided what becomes of changes that a newer version passed by ("apart"): nobody is to find them again. */
  giveUp(): void;
  /** A person waits: without a line, the next try to be let in is made now. */
  hurry(): void;
  /** Called after anything of the above may have changed. Gives the end of listening. */
  onChange(listener: () => void): () => void;
  /** Sends what is left, leaves and destroys the shared state. */
  close(): Promise<void>;
}
