import { AppError } from "../../../shared/errors.ts";
import type { TaskMessage, TaskReply, Tasks, TaskWork } from "./thread-messages.ts";

/** The page's end of a thread, as the thread sees it. */
export interface PagePort<All extends Tasks> {
  onmessage: ((event: MessageEvent<TaskMessage<All>>) => unknown) | null;
  postMessage(reply: TaskReply): void;
}

/** Makes a thread do what it is asked, one after the other. What is no error of ours is a save that failed. */
export function answerTasks<All extends Tasks>(page: PagePort<All>, work: TaskWork<All>): void {
  let last: Promise<unknown> = Promise.resolve();
  page.onmessage = ({ data: { name, input } }) => {
    last = last.then(() => answer(page, () => work[name](input)));
  };
}

/** Also what the browser cannot hand over is an answer: the next task waits for it. */
async function answer(
  page: Pick<PagePort<Tasks>, "postMessage">,
  work: () => Promise<unknown>,
): Promise<void> {
  try {
    page.postMessage({ ok: true, result: await work() });
  } catch (cause) {
    const code = cause instanceof AppError ? cause.code : "EDITOR_EXPORT_FAILED";
    page.postMessage({ ok: false, code });
  }
}
