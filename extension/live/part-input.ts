import type { FrameJudge } from "./frame-judge.ts";
import type { LeftFrames } from "./left-frames.ts";
import type { CoreInput, LiveLine } from "./surroundings.ts";
import type { Typing } from "./typing.ts";

/** What a page's part in a session is made from. */
export interface PartInput
  extends Pick<CoreInput, "view" | "clock" | "queue" | "name" | "names" | "anewTries"> {
  readonly line: LiveLine;
  readonly judge: FrameJudge;
  readonly left: LeftFrames;
  readonly typing: Pick<Typing, "isWaiting">;
  readonly onChange: () => void;
  /** The page is to be opened anew. */
  readonly onReplaced: () => void;
  /** The log has to be looked at. */
  readonly onStale: () => void;
  /** Frames that were dropped. */
  readonly onRefused: (count: number) => void;
}
