import { type ReadonlySignal, useSignal } from "@preact/signals";
import type { ErrorCode } from "../../../shared/errors.ts";
import { codeOf } from "../../state/error-code.ts";

export interface Work {
  readonly isWorking: ReadonlySignal<boolean>;
  /** Why the last try failed. */
  readonly code: ReadonlySignal<ErrorCode | null>;
  /** Does one thing at a time. Never throws: `code` says why it did not. */
  run(work: () => Promise<void>): Promise<void>;
}

/** What a form does when it is sent. */
export function useWork(): Work {
  const isWorking = useSignal(false);
  const code = useSignal<ErrorCode | null>(null);
  const run = async (work: () => Promise<void>): Promise<void> => {
    if (isWorking.value) return;
    isWorking.value = true;
    code.value = null;
    try {
      await work();
    } catch (error) {
      code.value = codeOf(error);
    } finally {
      isWorking.value = false;
    }
  };
  return { isWorking, code, run };
}
