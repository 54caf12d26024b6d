import { type ReadonlySignal, signal } from "@preact/signals";
import { AppError, type ErrorCode } from "../../shared/errors.ts";
import { codeOf } from "./error-code.ts";
import type { SavedWork, SavingOptions } from "./saving-core.ts";
import type { SharedWork } from "./shared-work.ts";

/** Seals what is not saved yet in this browser. Never throws: `draftCode` says why it could not. */
export interface DraftKeeper {
  readonly draftCode: ReadonlySignal<ErrorCode | null>;
  /** Where no session carries it. */
  keep(work: SavedWork | Promise<SavedWork>): Promise<void>;
  /** All that is on the screen, also what is typed meanwhile: its session reaches nobody any more. Gives what kept it from that. */
  keepAll(): Promise<AppError | null>;
}

interface Kept extends Pick<SavingOptions, "editor" | "core"> {
  readonly shared: Pick<SharedWork, "isCarried">;
}

export function createDraftKeeper({ editor, core, shared }: Kept): DraftKeeper {
  const draftCode = signal<ErrorCode | null>(null);
  const put = async (work: SavedWork | Promise<SavedWork>): Promise<void> => {
    try {
      await core.keepDraft(work);
      draftCode.value = null;
    } catch (error) {
      draftCode.value = codeOf(error);
    }
  };
  return {
    draftCode,
    keep: async (work) => {
      if (!shared.isCarried()) await put(work);
    },
    async keepAll() {
      for (let revision = -1; revision !== editor.revision(); ) {
        const work = editor.exportBytes();
        await put(work);
        if (draftCode.value !== null) return new AppError(draftCode.value);
        ({ revision } = await work);
      }
      return null;
    },
  };
}
