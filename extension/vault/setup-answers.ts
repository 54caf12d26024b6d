import * as v from "valibot";
import type { PortalOrigin } from "../../shared/ids.ts";
import { storedItem } from "./stored.ts";

/** Name and address as typed so far in a setup, in memory only: a page's history would write them to the disk. */

const answers = v.strictObject({
  name: v.pipe(v.string(), v.maxLength(1000)),
  email: v.pipe(v.string(), v.maxLength(1000)),
});

export type SetupAnswers = v.InferOutput<typeof answers>;

const record = (at: PortalOrigin) => storedItem("session", `answers:${at}`, answers);

/** Null when nothing was answered yet. */
export const readSetupAnswers = (origin: PortalOrigin): Promise<SetupAnswers | null> => record(origin).read();

export const keepSetupAnswers = (origin: PortalOrigin, given: SetupAnswers): Promise<void> =>
  record(origin).write(given);

export const forgetSetupAnswers = (origin: PortalOrigin): Promise<void> => record(origin).remove();
