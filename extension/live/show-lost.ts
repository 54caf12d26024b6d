import type { LiveSessionId } from "../../shared/ids.ts";
import { readFormerWork } from "./former-work.ts";
import type { FrameJudge } from "./frame-judge.ts";
import type { LeftFrames } from "./left-frames.ts";
import { authorIn } from "./logged-versions.ts";
import type { ShownState } from "./shown-state.ts";
import type { Standing } from "./standing.ts";
import type { CoreInput, LogView } from "./surroundings.ts";
import type { Typing } from "./typing.ts";

/** How a page shows what was typed in a session that is no more. */

interface Showing extends Pick<CoreInput, "former" | "clock"> {
  readonly judge: FrameJudge;
  readonly view: LogView;
  readonly left: Pick<LeftFrames, "findLost" | "follow">;
  readonly shown: ShownState;
  readonly standing: Standing;
  readonly typing: Typing;
}

/**
 * Shows what was lost of other sessions than this one, where there is something and nothing is shown yet. If nothing came since, the next session begins with it ("alone" until then);
 * otherwise it can be kept as a copy ("apart").
 */
export async function showLost(
  current: { readonly session: LiveSessionId } | null,
  around: Showing,
): Promise<"apart" | "alone" | null> {
  const { judge, view, left, shown, standing, typing } = around;
  if (shown.shared || !view.mayWrite(view.user)) return null;
  const lost = await left.findLost(current?.session ?? null, { judge, view });
  if (!lost) return showFormer(around);
  const { doc, baseVersion, saved } = lost;
  await shown.standOn(baseVersion);
  if (saved && authorIn(view)(saved) !== null) standing.own.add(saved.version);
  typing.noteDirty();
  await shown.show(doc);
  const isNewest = view.newestVersion() === (standing.newest(undefined) ?? baseVersion);
  return current === null && isNewest ? "alone" : "apart";
}

/** Of the time before the file was shared: it goes into no session of now by itself. */
async function showFormer({ former, clock, left, shown, typing }: Showing): Promise<"apart" | null> {
  const place = await former?.();
  const work = place && (await readFormerWork(place, clock));
  if (!work) return null;
  left.follow(work.frames);
  shown.base = work.base;
  typing.noteDirty();
  await shown.show(work.doc);
  return "apart";
}
