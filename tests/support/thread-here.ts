import { answerTasks } from "../../extension/editors/thread/answer-tasks.ts";
import type { ThreadPort } from "../../extension/editors/thread/editor-thread.ts";
import type {
  TaskMessage,
  TaskReply,
  Tasks,
  TaskWork,
} from "../../extension/editors/thread/thread-messages.ts";

/** An editor's thread in this process: everything is copied on its way as it is between a page and its thread. */
export class ThreadHere<All extends Tasks> implements ThreadPort {
  onmessage: ThreadPort["onmessage"] = null;
  onmessageerror: ThreadPort["onmessageerror"] = null;
  onerror: ThreadPort["onerror"] = null;
  /** What it was asked, as it arrived. */
  readonly asked: TaskMessage<Tasks>[] = [];
  readonly #own: { onmessage: ((event: MessageEvent<TaskMessage<All>>) => unknown) | null };
  #isDead = false;

  constructor(work: TaskWork<All>) {
    const postMessage = (reply: TaskReply): void => this.#answer(structuredClone(reply));
    const own = { onmessage: null, postMessage };
    answerTasks<All>(own, work);
    this.#own = own;
  }

  postMessage(message: TaskMessage<Tasks>): void {
    const data = structuredClone(message);
    this.asked.push(data);
    const own = { data } as unknown as MessageEvent<TaskMessage<All>>;
    if (!this.#isDead) this.#own.onmessage?.(own);
  }

  terminate(): void {
    this.#isDead = true;
  }

  /** As when the browser takes its memory away. */
  crash(): void {
    this.#isDead = true;
    this.onerror?.(new ErrorEvent("error"));
  }

  #answer(data: TaskReply): void {
    if (!this.#isDead) this.onmessage?.(new MessageEvent<TaskReply>("message", { data }));
  }
}
