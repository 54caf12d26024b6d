// What a page and its thread of an editor say to each other: one task after the other, one answer to each, in order.
import type { ErrorCode } from "../../../shared/errors.ts";

/** What a thread can be asked, by name. */
export type Tasks = Readonly<Record<string, { readonly input: unknown; readonly result: unknown }>>;

export type TaskName<All extends Tasks> = Extract<keyof All, string>;

export interface TaskMessage<All extends Tasks> {
  readonly name: TaskName<All>;
  readonly input: All[TaskName<All>]["input"];
}

export type TaskReply =
  | { readonly ok: true; readonly result: unknown }
  | { readonly ok: false; readonly code: ErrorCode };

/** How each of them is done. */
export type TaskWork<All extends Tasks> = {
  readonly [Name in keyof All]: (input: All[Name]["input"]) => Promise<All[Name]["result"]>;
};
