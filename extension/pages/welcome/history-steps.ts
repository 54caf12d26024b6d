import * as v from "valibot";
import type { SetupProgress, StepMemory } from "../../state/setup-store.ts";

const progress = v.strictObject({
  step: v.picklist(["name", "email", "passphrase", "kit", "proof", "done"]),
  name: v.string(),
  email: v.string(),
});

const parse = (state: unknown): SetupProgress | null => {
  const result = v.safeParse(progress, state);
  return result.success ? result.output : null;
};

/** Keeps the steps in the browser's history: a reload finds them, and the browser's Back is our Back. */
export const historySteps: StepMemory = {
  read: () => parse(history.state),
  push: (next) => history.pushState(next, ""),
  replace: (next) => history.replaceState(next, ""),
  back: () => history.back(),
  onReturn: (callback, signal) =>
    window.addEventListener("popstate", (event) => callback(parse(event.state)), { signal }),
};
