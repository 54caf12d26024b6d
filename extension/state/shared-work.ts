/** What saving needs to know of a live session: a `LiveSession` behind a few questions. */
export interface SharedWork {
  /** Whether the session keeps what is typed, sealed and on its way to the others, so that a draft would only repeat it. */
  isCarried(): boolean;
  /** Whether others work on a state of the file into which this page's changes do not fit. */
  isApart(): boolean;
  /** Whether this page saves. One of all that have the document open does. */
  isSaver(): boolean;
  /** Whether this page could save although another one is elected: its person may write, and it has what the others sent. */
  mayWrite(): boolean;
  /** Whether the session keeps nothing more before a version is saved. */
  isFull(): boolean;
  /** Changes, whoever made them, that no version holds. */
  hasUnsaved(): boolean;
  /** Whether a version was saved out of this session, by whomever: then it is no conflict. */
  isOwnSave(version: number): boolean;
  /** A person waits for a version: whoever waits for a line to the others tries at once. */
  hurry(): void;
  /** Calls when an answer may be another one. Gives the end of it. */
  onChange(listener: () => void): () => void;
}

/** This page alone changes the document and saves it. */
export const NOBODY_ELSE: SharedWork = {
  isCarried: () => false,
  isApart: () => false,
  isSaver: () => true,
  mayWrite: () => true,
  isFull: () => false,
  hasUnsaved: () => false,
  isOwnSave: () => false,
  hurry: () => undefined,
  onChange: () => () => undefined,
};
