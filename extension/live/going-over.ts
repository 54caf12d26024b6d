import type { SharedState } from "../editors/adapter.ts";
import { clientsBeyond, isSameSeed } from "./doc-states.ts";
import type { FrameJudge } from "./frame-judge.ts";
import type { LeftFrames } from "./left-frames.ts";
import { contradicts } from "./same-items.ts";
import type { SessionPart } from "./session-part.ts";
import type { ShownState } from "./shown-state.ts";
import type { Typing } from "./typing.ts";

/**
 * Goes on in a session that others began, when their state comes from the same seed as the one here: what only this page
 * has goes to them. Two states of different seeds never meet: they would double the text.
 */
export function goOver(
  part: SessionPart,
  from: {
    readonly shared: SharedState;
    readonly base: ShownState["base"];
    readonly typing: Typing;
    readonly left: Pick<LeftFrames, "giveUp">;
    readonly judge: Pick<FrameJudge, "clients">;
  },
): boolean {
  const { shared, base, typing, judge, left } = from;
  const { doc, baseVersion } = part.kept;
  if (baseVersion !== base.version || !isSameSeed(shared.doc, doc) || contradicts(shared.doc, doc))
    return false;
  // Nobody takes from here what somebody else wrote
  if (clientsBeyond(shared.doc, doc).some((client) => !judge.clients.own.has(client))) return false;
  typing.forget();
  typing.settleAlone();
  part.moveTo(shared.doc);
  left.giveUp();
  return true;
}
