import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import puppeteer, { type Page } from "puppeteer-core";
import { manifest } from "../../extension/manifest.ts";
import { findBrowsers } from "../../tools/browsers/find.ts";
import { firefoxPrefs } from "../../tools/browsers/open.ts";
import { presentationEditor } from "../../tools/build/presentation-editor.ts";
import { standIns } from "../../tools/build/stand-ins.ts";
import type { BrowserName } from "./browsers.ts";
import type { Desk } from "./presentation-desk-page.ts";
import { threadScript } from "./thread-script.ts";

declare const desk: Desk;

const { extension_pages: POLICY = "" } = manifest("chrome", "0").content_security_policy as Record<
  string,
  string
>;
const TYPES: Readonly<Record<string, string>> = { js: "text/javascript", css: "text/css", html: "text/html" };
const HTML = `<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="page.css">
<body style="margin:0;display:flex"><script type="module" src="page.js"></script>`;

/** A real browser with a page in which presentations stand side by side, under the extension's own policy. */
export interface PresentationDesk {
  readonly page: Page;
  /** Requests to anywhere but the page's own files. */
  readonly foreign: readonly string[];
  close(): Promise<void>;
}

async function builtPage(outdir: string): Promise<void> {
  await build({
    entryPoints: [{ in: "tests/support/presentation-desk-page.ts", out: "page" }],
    bundle: true,
    format: "esm",
    splitting: true,
    platform: "browser",
    jsx: "automatic",
    jsxImportSource: "preact",
    define: { "process.env.NODE_ENV": '"production"', global: "globalThis" },
    plugins: [standIns, presentationEditor],
    outdir,
    logLevel: "error",
  });
  await writeFile(join(outdir, "pptx.worker.js"), await threadScript("pptx"));
}

async function served(folder: string): Promise<{ url: string; close(): void }> {
  const server = createServer(async (request, response) => {
    const name = (request.url ?? "/").slice(1) || "index.html";
    const body = name === "index.html" ? HTML : await readFile(join(folder, name)).catch(() => null);
    response.setHeader("content-type", TYPES[name.split(".").pop() ?? ""] ?? "application/octet-stream");
    response.setHeader("content-security-policy", POLICY);
    response.statusCode = body === null ? 404 : 200;
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
}

export async function openDesk(name: BrowserName): Promise<PresentationDesk> {
  const folder = await mkdtemp(join(tmpdir(), "presentation-desk-"));
  await builtPage(folder);
  const server = await served(folder);
  const executablePath = findBrowsers()[name];
  if (executablePath === undefined) throw new Error(`No ${name} on this machine`);
  const browser = await puppeteer.launch({
    browser: name,
    executablePath,
    headless: true,
    ...(name === "chrome"
      ? { args: ["--no-sandbox", "--disable-gpu"] }
      : { extraPrefsFirefox: firefoxPrefs }),
  });
  const page = await browser.newPage();
  await page.setViewport({ width: 1600, height: 1000 });
  const foreign: string[] = [];
  page.on("request", (request) => {
    if (!/^(?:data|blob):/.test(request.url()) && !request.url().startsWith(`${server.url}/`))
      foreign.push(request.url());
  });
  await page.goto(server.url);
  await page.waitForFunction(() => "desk" in globalThis);
  const close = async (): Promise<void> => {
    await browser.close();
    server.close();
    await rm(folder, { recursive: true, force: true });
  };
  return { page, foreign, close };
}

export const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");

/** Opens a presentation for each of the people, joined. Returns how long each took, in ms. */
export async function openFor(
  { page }: PresentationDesk,
  people: readonly string[],
  bytes: Uint8Array,
): Promise<number[]> {
  const file = base64(bytes);
  const state = await page.evaluate((each) => desk.seed(each), file);
  const times: number[] = [];
  for (const person of people) {
    times.push(await page.evaluate((...given) => desk.open(...given), person, file, state));
  }
  const [first, ...others] = people;
  for (const other of others) {
    await page.evaluate((a, b) => desk.join(a, b), first ?? "", other);
  }
  return times;
}

/** What a person's editor writes. */
export async function savedBy({ page }: PresentationDesk, person: string) {
  const { bytes, report, ms } = await page.evaluate((each) => desk.save(each), person);
  return { bytes: new Uint8Array(Buffer.from(bytes, "base64")), report, ms };
}
