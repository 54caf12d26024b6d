import * as v from "valibot";
import type { SetupStep, StepMemory } from "../../state/setup-store.ts";

const state = v.strictObject({
  step: v.picklist(["offer", "name", "email", "passphrase", "kit", "proof", "done"]),
});

const parse = (value: unknown): SetupStep | null => {
  const result = v.safeParse(state, value);
  return result.success ? result.output.step : null;
};

/** Keeps the step in the browser's history: a reload finds it, and the browser's Back is our Back. */
export const historySteps: StepMemory = {
  read: () => parse(history.state),
  push: (step) => history.pushState({ step }, ""),
  replace: (step) => history.replaceState({ step }, ""),
  back: () => history.back(),
  onReturn: (callback, signal) =>
    window.addEventListener("popstate", (event) => callback(parse(event.state)), { signal }),
};
