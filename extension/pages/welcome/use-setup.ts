import { useEffect, useMemo } from "preact/hooks";
import {
  createSetupStore,
  type SetupCore,
  type SetupStore,
  type SetupStoreOptions,
} from "../../state/setup-store.ts";
import { beginSetup, proveKit, readPendingSetup } from "../../vault/setup.ts";
import { forgetSetupAnswers, keepSetupAnswers, readSetupAnswers } from "../../vault/setup-answers.ts";
import { historySteps } from "./history-steps.ts";

interface UseSetup extends Pick<SetupStoreOptions, "origin" | "steps" | "email"> {
  /** How the answers become an account: for a first owner, or for somebody invited. Fixed for the life of the page. */
  readonly finish: SetupCore["finishSetup"];
}

const answers = { forgetSetupAnswers, keepSetupAnswers, readSetupAnswers };

/** The questions to a new person, for as long as the component around them is there. */
export function useSetup({ origin, steps, email, finish }: UseSetup): SetupStore {
  const { store, ending } = useMemo(() => {
    const controller = new AbortController();
    const core = { beginSetup, finishSetup: finish, proveKit, readPendingSetup, ...answers };
    const made = createSetupStore({
      ...{ origin, core, memory: historySteps, signal: controller.signal },
      ...(steps && { steps }),
      ...(email === undefined ? {} : { email }),
    });
    return { store: made, ending: controller };
  }, [origin, steps, email, finish]);
  useEffect(() => {
    void store.start();
    return () => ending.abort();
  }, [store, ending]);
  return store;
}
