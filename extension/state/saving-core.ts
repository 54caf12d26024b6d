import type { Plain } from "../../shared/bytes.ts";
import type { ErrorCode } from "../../shared/errors.ts";
import type { SavePoint } from "../live/live-session.ts";
import type { SharedWork } from "./shared-work.ts";

/** The document as it stood at one moment. */
export interface SavedWork {
  readonly bytes: Plain;
  readonly revision: number;
  /** What these bytes hold of the session; left out where there is none. */
  readonly point?: SavePoint;
}

/** The open document, as far as saving needs it: an `OpenEditor` is one. */
export interface SavedEditor {
  exportBytes(): Promise<SavedWork>;
  revision(): number;
}

/** Where the bytes go. `save` seals and appends a version; the draft stays sealed in this browser. */
export interface SavingCore {
  /** `onWaiting` is told why the portal does not take it, while trying goes on. */
  save(
    work: SavedWork,
    onWaiting: (cause: ErrorCode) => void,
  ): Promise<{ readonly version: number; readonly savedAtMs: number }>;
  /** With the key that is here now, however long the work takes: a lock does not wait for it. */
  keepDraft(work: SavedWork | Promise<SavedWork>): Promise<void>;
  discardDraft(): Promise<unknown>;
}

export interface SavingOptions {
  readonly editor: SavedEditor;
  readonly core: SavingCore;
  /** The version that the document was opened at. */
  readonly version: number;
  /** The document on the screen is a draft that no version holds yet. */
  readonly isDraft?: boolean;
  /** Who else writes in it. Left out, nobody does. */
  readonly shared?: SharedWork;
}
