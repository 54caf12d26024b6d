import type { LiveSessionId } from "../../shared/ids.ts";

/** What a look round has shown: whether others who may write have the document open, or that nobody can tell. */
export type Round = "others" | "nobody" | "unknown";

/** Others have the document open, or whether they do could not be found out. */
export type Refusal = Exclude<Round, "nobody">;

/** A look round by a page that goes into the document's session for it and leaves again. */
export interface Look {
  readonly round: Round;
  /** The session that there is, where all of it came. */
  readonly session: LiveSessionId | null;
}
