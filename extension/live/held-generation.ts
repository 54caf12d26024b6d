import type { LogView } from "./surroundings.ts";

/** The newest generation whose key is here: a generation may be known before its key has come. */
export function heldGeneration(view: Pick<LogView, "generation" | "spaceKey">): number {
  const newest = view.generation();
  for (let generation = newest; generation > 0; generation--)
    if (view.spaceKey(generation)) return generation;
  return newest;
}

/** Whether what is sealed now is sealed under the newest generation. */
export const hasNewestKey = (view: Pick<LogView, "generation" | "spaceKey">): boolean =>
  view.spaceKey(view.generation()) !== null;
