import { once } from "node:events";
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { findBrowsers } from "../../tools/browsers/find.ts";
import type { BrowserName } from "./figure.ts";
import type { Answer } from "./in-browser/answer.ts";
import { bundleForLab } from "./lab-bundle.ts";
import { startPlainBrowser } from "./plain-browser.ts";

/** A page in a real browser whose dedicated workers are measured. */
export interface Lab {
  readonly browser: BrowserName;
  /** The browser's first process. */
  readonly pid: number;
  /** Runs `tests/bench/in-browser/<script>.worker.ts` in a dedicated worker of its own. */
  run<Task, Result>(script: string, task: Task): Promise<Result>;
  close(): Promise<void>;
}

const PAGE = '<!doctype html><title>Bench</title><script src="/page.js"></script>';
const START_TIME_MAX_MS = 60_000;

/** The browsers that this machine has. */
export function browsersHere(): BrowserName[] {
  const { chrome, firefox } = findBrowsers();
  return [...(chrome ? ["Chromium" as const] : []), ...(firefox ? ["Firefox" as const] : [])];
}

/** Does `work` in a browser of its own; `more` answers what the lab's server does not know. */
export async function inLab<Result>(
  name: BrowserName,
  work: (lab: Lab) => Promise<Result>,
  more?: RequestListener,
): Promise<Result> {
  const lab = await openLab(name, more);
  try {
    return await work(lab);
  } finally {
    await lab.close();
  }
}

async function openLab(name: BrowserName, more: RequestListener = refuse): Promise<Lab> {
  const desk = new Desk(await bundleForLab(), more);
  const server = createServer((request, response) => desk.serve(request, response)).listen(0, "127.0.0.1");
  await once(server, "listening");
  const browser = await startPlainBrowser(
    name,
    `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
  );
  const close = async () => {
    await browser.close();
    server.closeAllConnections();
    server.close();
  };
  await desk.pageIsThere().catch(async (cause: unknown) => {
    await close();
    throw cause;
  });
  return { browser: name, pid: browser.pid, run: (script, task) => desk.run(script, task), close };
}

const refuse: RequestListener = (_, response) => response.writeHead(404).end();

/** Where the page fetches its next task, and brings the answer. */
class Desk {
  readonly #scripts: ReadonlyMap<string, string>;
  readonly #more: RequestListener;
  readonly #waiting = Promise.withResolvers<void>();
  #page: ServerResponse | undefined;
  #answered: ((answer: string) => void) | undefined;

  constructor(scripts: ReadonlyMap<string, string>, more: RequestListener) {
    this.#scripts = scripts;
    this.#more = more;
  }

  async pageIsThere(): Promise<void> {
    const timer = setTimeout(
      () => this.#waiting.reject(new Error("The browser did not open.")),
      START_TIME_MAX_MS,
    );
    await this.#waiting.promise.finally(() => clearTimeout(timer));
  }

  async run<Task, Result>(script: string, task: Task): Promise<Result> {
    const answered = new Promise<string>((resolve) => {
      this.#answered = resolve;
    });
    this.#page?.end(JSON.stringify({ script: `/${script}.worker.js`, task }));
    const answer = JSON.parse(await answered) as Answer<Result>;
    if (!answer.ok) throw new Error(answer.error);
    return answer.result;
  }

  serve(request: IncomingMessage, response: ServerResponse): void {
    const script = this.#scripts.get(request.url ?? "");
    if (script !== undefined) response.setHeader("content-type", "text/javascript").end(script);
    else if (request.url === "/") response.setHeader("content-type", "text/html").end(PAGE);
    else if (request.url === "/desk")
      void this.#exchange(request, response); // a lost page is seen by nobody
    else this.#more(request, response);
  }

  /** The body is the answer to the task before, empty the first time; the reply is the next task, once there is one. */
  async #exchange(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const answer = Buffer.concat(await request.toArray()).toString();
    this.#page = response;
    if (answer === "") this.#waiting.resolve();
    else this.#answered?.(answer);
  }
}
