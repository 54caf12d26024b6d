import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { basename } from "node:path";
import { build } from "esbuild";
import puppeteer, { type Browser, type LaunchOptions } from "puppeteer-core";
import { findBrowsers } from "../../tools/browsers/find.ts";
import type { BrowserName } from "./figure.ts";
import type { Answer } from "./in-browser/answer.ts";

const ANSWER_TIME_MAX_MS = 900_000;
const CHROMIUM_FLAGS = [
  "--disable-gpu",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
/** Chromium refuses its sandbox to root, as in a container. */
const SANDBOX_FLAGS = process.getuid?.() === 0 ? ["--no-sandbox"] : [];

const PAGE = "<!doctype html><title>Bench</title><input type=file>";

/** A page in a real browser whose dedicated workers are measured. */
export interface Lab {
  readonly browser: BrowserName;
  /** The browser's first process. */
  readonly pid: number;
  /**
   * Runs `tests/bench/in-browser/<script>.worker.ts` in a dedicated worker of its own. With the path of a file the
   * task gets, as `file`, what a person would have chosen.
   */
  run<Task, Result>(script: string, task: Task, path?: string): Promise<Result>;
  close(): Promise<void>;
}

/** The browsers that this machine has. */
export function browsersHere(): BrowserName[] {
  const { chrome, firefox } = findBrowsers();
  return [...(chrome ? ["Chromium" as const] : []), ...(firefox ? ["Firefox" as const] : [])];
}

/** Opens a browser with an empty page on a server of this machine; `more` answers what the lab does not know. */
export async function openLab(name: BrowserName, more?: RequestListener): Promise<Lab> {
  const server = await serveLab(more);
  const browser = await puppeteer.launch(launchOptions(name));
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  return {
    browser: name,
    pid: pidOf(browser),
    run: async <Task, Result>(script: string, task: Task, path?: string) => {
      if (path !== undefined) await (await page.$("input"))?.uploadFile(path);
      return resultOf(await page.evaluate(inWorker<Task, Result>, `/${script}.worker.js`, task as never));
    },
    close: async () => {
      await browser.close();
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Does `work` in a browser of its own. */
export async function inLab<Result>(name: BrowserName, work: (lab: Lab) => Promise<Result>): Promise<Result> {
  const lab = await openLab(name);
  try {
    return await work(lab);
  } finally {
    await lab.close();
  }
}

function launchOptions(name: BrowserName): LaunchOptions {
  const { chrome, firefox } = findBrowsers();
  const executablePath = name === "Chromium" ? chrome : firefox;
  if (executablePath === undefined) throw new Error(`${name} is not on this machine.`);
  const common = { executablePath, headless: true, protocolTimeout: ANSWER_TIME_MAX_MS } as const;
  if (name === "Firefox") return { ...common, browser: "firefox" };
  return { ...common, browser: "chrome", pipe: true, args: [...CHROMIUM_FLAGS, ...SANDBOX_FLAGS] };
}

function pidOf(browser: Browser): number {
  const pid = browser.process()?.pid;
  if (pid === undefined) throw new Error("The browser has no process.");
  return pid;
}

/** Runs in the page. */
const inWorker = <Task, Result>(script: string, task: Task): Promise<Answer<Result>> =>
  new Promise((resolve) => {
    const worker = new Worker(script);
    const end = (answer: Answer<Result>) => {
      worker.terminate();
      resolve(answer);
    };
    worker.onmessage = (event: MessageEvent<Answer<Result>>) => end(event.data);
    worker.onerror = (event) => end({ ok: false, error: event.message });
    const file = document.querySelector("input")?.files?.[0];
    worker.postMessage(file ? { ...task, file } : task);
  });

function resultOf<Result>(answer: Answer<Result>): Result {
  if (!answer.ok) throw new Error(answer.error);
  return answer.result;
}

async function serveLab(more: RequestListener = refuse): Promise<Server> {
  const scripts = await bundleWorkers();
  const server = createServer((request, response) => {
    const script = scripts.get(request.url ?? "");
    if (script !== undefined) response.setHeader("content-type", "text/javascript").end(script);
    else if (request.url === "/") response.setHeader("content-type", "text/html").end(PAGE);
    else more(request, response);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return server;
}

const refuse: RequestListener = (_, response) => response.writeHead(404).end();

/** Address -> script, built as the extension's own workers are. */
async function bundleWorkers(): Promise<ReadonlyMap<string, string>> {
  const { outputFiles } = await build({
    entryPoints: ["tests/bench/in-browser/*.worker.ts"],
    outdir: "/",
    bundle: true,
    write: false,
    minify: true,
    format: "iife",
    platform: "browser",
    target: "es2024",
    logLevel: "warning",
  });
  return new Map(outputFiles.map(({ path, text }) => [`/${basename(path)}`, text]));
}
