import type { SavedWork } from "../../extension/state/saving-core.ts";
import { createSavingStore } from "../../extension/state/saving-store.ts";
import { asPlain, type Plain } from "../../shared/bytes.ts";
import { AppError, type ErrorCode } from "../../shared/errors.ts";

/** A document of one byte that counts its changes, and a place to save it that fails when told to. */
function desk() {
  let revision = 0;
  const saves: number[] = [];
  let draft: number | null = null;
  let failing: ErrorCode | null = null;
  let gate: Promise<void> = Promise.resolve();
  let waitingFor: ErrorCode | null = null;
  let underWay = 0;
  let mostAtOnce = 0;
  const first = (bytes: Plain): number => bytes[0] ?? -1;
  return {
    saves,
    draft: () => draft,
    mostAtOnce: () => mostAtOnce,
    type: () => {
      revision += 1;
    },
    failWith: (code: ErrorCode | null) => {
      failing = code;
    },
    /** Saves wait until the function that this gives is called; told a cause, they say that they wait for it. */
    hold: (cause: ErrorCode | null = null) => {
      waitingFor = cause;
      const held = Promise.withResolvers<void>();
      gate = held.promise;
      return held.resolve;
    },
    editor: {
      revision: () => revision,
      exportBytes: async () => ({ bytes: asPlain(new Uint8Array([revision])), revision }),
    },
    core: {
      save: async ({ bytes }: SavedWork, onWaiting: (cause: ErrorCode) => void) => {
        mostAtOnce = Math.max(mostAtOnce, ++underWay);
        if (waitingFor) onWaiting(waitingFor);
        await gate;
        underWay -= 1;
        if (failing) throw new AppError(failing);
        saves.push(first(bytes));
        return { version: saves.length + 1, savedAtMs: Date.now() };
      },
      keepDraft: async (work: SavedWork | Promise<SavedWork>) => {
        draft = first((await work).bytes);
      },
      discardDraft: async () => {
        draft = null;
      },
    },
  };
}

/** The saving store of alice's desk; `type` changes the document as typing does. */
export function openDesk(isDraft = false) {
  const alice = desk();
  const store = createSavingStore({ editor: alice.editor, core: alice.core, version: 1, isDraft });
  const type = () => {
    alice.type();
    store.edited();
  };
  return { alice, store, type };
}
