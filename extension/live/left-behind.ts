import type { SessionPart } from "./session-part.ts";
import type { ShownState } from "./shown-state.ts";
import type { Standing } from "./standing.ts";
import type { LiveClock, LogView } from "./surroundings.ts";
import type { Typing } from "./typing.ts";

/** So long the word of a save may take after the save itself. */
const WORD_PATIENCE_MS = 3000;

interface DoubtInput {
  readonly clock: LiveClock;
  readonly inTurn: (task: () => Promise<void>) => void;
}

/** A session's newest save may be told of in a moment: until then a page that doubts it goes on listening. */
export class Doubt {
  readonly #input: DoubtInput;
  #of: SessionPart | null = null;

  constructor(input: DoubtInput) {
    this.#input = input;
  }

  raise(part: SessionPart, isStill: () => boolean, leave: () => Promise<void>): void {
    if (this.#of === part) return;
    this.#of = part;
    const end = async (): Promise<void> => {
      if (this.#of !== part) return;
      this.#of = null;
      if (isStill()) await leave();
    };
    this.#input.clock.after(WORD_PATIENCE_MS, () => this.#input.inTurn(end));
  }
}

/**
 * Leaves a session that the log has passed by. What no version holds of it is to be kept as a copy ("apart", the page stands on
 * its version then); if all of it is saved, nobody needs it, and the page works on the newest version ("alone") or, if what it
 * shows is not that, is to be opened anew ("replaced").
 */
export async function leaveBehind(
  part: SessionPart,
  from: { readonly view: LogView; readonly shown: ShownState; readonly standing: Standing },
): Promise<"apart" | "alone" | "replaced"> {
  const { view, shown, standing } = from;
  const [newest, mayWrite] = [view.newestVersion(), view.mayWrite(view.user)];
  const { hasUnsaved, progress } = part.kept;
  const isWanted = hasUnsaved || progress.isShort || !part.isAllAcked;
  if (!isWanted && mayWrite) part.sayOver();
  part.end();
  if (shown.shared) return newest > (standing.newest(undefined) ?? shown.base.version) ? "replaced" : "alone";
  const isApart = isWanted && mayWrite;
  await shown.standOn(isApart ? part.kept.baseVersion : newest);
  return isApart ? "apart" : "alone";
}

/** The portal has forgotten the session: what is shown here goes on without it, with what it saved and what was not sent. */
export function leaveOff(
  part: SessionPart | null,
  from: {
    readonly shown: ShownState;
    readonly standing: Standing;
    readonly typing: Typing;
    readonly isSent: boolean;
  },
): void {
  const { shown, standing, typing, isSent } = from;
  if (shown.shared && (!isSent || part?.kept.hasUnsaved)) typing.noteDirty();
  for (const version of part?.kept.claims.versions ?? []) standing.own.add(version);
  part?.setAside();
}

/**
 * A session of which nobody can make a state is forgotten. One that could be read, but in which nobody speaks who may edit now,
 * may hold what somebody wrote while he might: it goes when the log has passed it by.
 */
export function forgetIfNobodys(part: SessionPart, standing: Standing): void {
  const { kept } = part;
  const isFormer = kept.unreadable === "former";
  if (kept.unreadable === "junk" || (isFormer && standing.isPassedBy(kept))) part.sayOver();
}
