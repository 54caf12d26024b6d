import { LifecycleService, LifecycleStages, type Univer } from "@univerjs/core";
import { AppError } from "../../../../shared/errors.ts";

const PATIENCE_MS = 30_000;

/** Settles once the grid was drawn for the first time: from then on no key is lost. @throws EDITOR_FAILED */
export function whenRendered(univer: Univer, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (): void => reject(new AppError("EDITOR_FAILED"));
    const patience = setTimeout(fail, PATIENCE_MS);
    signal.addEventListener("abort", fail);
    const watching = univer
      .__getInjector()
      .get(LifecycleService)
      .lifecycle$.subscribe((stage) => {
        if (stage < LifecycleStages.Rendered) return;
        clearTimeout(patience);
        // It tells the stage at once to who asks late: then there is nothing to end yet.
        queueMicrotask(() => watching.unsubscribe());
        resolve();
      });
  });
}
