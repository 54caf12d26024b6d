import { useEffect } from "preact/hooks";
import type { Desk } from "./desk.ts";

/** A file that was shared lives elsewhere from then on: its page goes on there, once with all that was typed into it. */

export interface GoingOn {
  readonly desk: Pick<Desk, "editor" | "saving"> | null;
  /** The page was told that the file was shared. */
  readonly isShared: boolean;
  /** The person shares the file from this very page, which stays until that is done. */
  readonly isSharing: boolean;
  readonly resume: () => void;
}

export function useGoingOn({ desk, isShared, isSharing, resume }: GoingOn): void {
  // Saving met it first, or was tried because of it: a draft holds the work
  const hasMetIt = desk?.saving.code.value === "FILE_SHARED";
  useEffect(() => {
    if (hasMetIt && !isSharing) resume();
  }, [hasMetIt, isSharing]);
  useEffect(() => {
    if (!desk || !isShared || isSharing || hasMetIt) return;
    return goOnThere(desk, resume);
  }, [desk, isShared, isSharing]);
}

/** Trying to save what is not saved yet meets it, and keeps it. Gives what calls it off. */
function goOnThere({ editor, saving }: Pick<Desk, "editor" | "saving">, resume: () => void): () => void {
  let isOff = false;
  editor.endInput?.();
  const saved = saving.isDirty() ? saving.saveNow(true) : Promise.resolve();
  void saved.then(() => {
    if (!isOff && !saving.isDirty()) resume();
  });
  return () => {
    isOff = true;
  };
}
