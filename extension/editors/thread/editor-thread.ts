/**
 * A thread of an editor's own, for what would hold up typing: reading and writing packages. It knows what it was told, and
 * nothing outlives it.
 */
import { AppError } from "../../../shared/errors.ts";
import type { TaskMessage, TaskName, TaskReply, Tasks } from "./thread-messages.ts";

/** The thread, as the page sees it. */
export interface ThreadPort {
  onmessage: ((event: MessageEvent<TaskReply>) => unknown) | null;
  onmessageerror: ((event: MessageEvent) => unknown) | null;
  onerror: ((event: ErrorEvent) => unknown) | null;
  postMessage(message: TaskMessage<Tasks>): void;
  terminate(): void;
}

interface Waiting {
  resolve(result: unknown): void;
  reject(cause: AppError): void;
}

/** No save takes as long as this: a thread that does not answer by then will never. */
const PATIENCE_MS = 300_000;

export class EditorThread<All extends Tasks> {
  readonly #start: () => ThreadPort;
  readonly #waiting: Waiting[] = [];
  #port: ThreadPort | null = null;
  #isEnded = false;
  /** Counts the threads that there were: what one was told, the next does not know. */
  #number = 0;
  /** The thread that was told what it must know first, by its number. */
  #told = 0;

  /** @param start starts one; called when it is needed, and again when one has died */
  constructor(start: () => ThreadPort) {
    this.#start = start;
  }

  /**
   * Has a thread run that was given this task before any other: what it must know, told to each once. Nobody need wait for it
   * to ask for more: a thread answers in order.
   * @param isNew called when a thread is told, which knows nothing else
   * @throws as {@link ask}; whoever comes next begins anew
   */
  async toldFirst<Name extends TaskName<All>>(
    name: Name,
    input: All[Name]["input"],
    isNew: () => void = () => {},
  ): Promise<void> {
    if (this.#port === null) this.#begin();
    if (this.#told === this.#number) return;
    this.#told = this.#number;
    isNew();
    try {
      await this.ask(name, input);
    } catch (cause) {
      this.tellAnew();
      throw cause;
    }
  }

  /** Whatever the thread knows is in doubt: it is told again before anything else. */
  tellAnew(): void {
    this.#told = 0;
  }

  /**
   * Lets the thread do one task. What it is given is copied.
   * @throws EDITOR_EXPORT_FAILED when the thread dies or cannot be started; the codes of the task otherwise
   */
  async ask<Name extends TaskName<All>>(name: Name, input: All[Name]["input"]): Promise<All[Name]["result"]> {
    const port = this.#port ?? this.#begin();
    const patience = setTimeout(() => this.#die(port), PATIENCE_MS);
    const reply = new Promise<unknown>((resolve, reject) => this.#waiting.push({ resolve, reject }));
    try {
      port.postMessage({ name, input });
    } catch {
      this.#die(port); // and this with it
    }
    return reply.finally(() => clearTimeout(patience)) as Promise<All[Name]["result"]>;
  }

  /** Ends it with all that it holds. Who waits for an answer gets none. */
  end(): void {
    this.#isEnded = true;
    if (this.#port !== null) this.#die(this.#port);
  }

  #begin(): ThreadPort {
    if (this.#isEnded) throw new AppError("EDITOR_EXPORT_FAILED");
    const port = this.#startOne();
    this.#port = port;
    this.#number += 1;
    port.onmessage = ({ data }) => this.#port === port && this.#take(data);
    port.onerror = () => this.#die(port);
    port.onmessageerror = () => this.#die(port);
    return port;
  }

  /** A browser may refuse to start one, in words of its own. */
  #startOne(): ThreadPort {
    try {
      return this.#start();
    } catch {
      throw new AppError("EDITOR_EXPORT_FAILED");
    }
  }

  #take(reply: TaskReply): void {
    const waiting = this.#waiting.shift();
    if (reply.ok) waiting?.resolve(reply.result);
    else waiting?.reject(new AppError(reply.code));
  }

  #die(port: ThreadPort): void {
    if (this.#port !== port) return;
    this.#port = null;
    port.terminate();
    for (const { reject } of this.#waiting.splice(0)) reject(new AppError("EDITOR_EXPORT_FAILED"));
  }
}
