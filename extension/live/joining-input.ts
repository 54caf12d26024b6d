import type { SharedState } from "../editors/adapter.ts";
import type { PartInput } from "./part-input.ts";
import type { CoreInput } from "./surroundings.ts";
import type { Typing } from "./typing.ts";

/** Before anything is shown · the seed is on its way · what the portal keeps is coming · · in no session · shut out of the one that there is. */
export type Phase = "new" | "beginning" | "joining" | "synced" | "alone" | "apart";

export interface JoiningInput
  extends Omit<PartInput, "left">,
    Pick<CoreInput, "opened" | "loadVersion" | "seed" | "former"> {
  readonly typing: Typing;
  /** Does it after all that has come before. */
  readonly inTurn: (task: () => Promise<void>) => void;
  /** There is a state to show. */
  readonly onShown: (shared: SharedState) => void;
  /** What was typed meanwhile may go out. */
  readonly onSynced: () => void;
}
