import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { build } from "esbuild";
import puppeteer, { type Browser, type Page } from "puppeteer-core";
import { manifest } from "../../extension/manifest.ts";
import { findBrowsers } from "../../tools/browsers/find.ts";
import { documentEditor } from "../../tools/build/document-editor.ts";
import { standIns } from "../../tools/build/stand-ins.ts";
import type { BrowserName } from "./browsers.ts";
import type { lab } from "./editor-lab/page.ts";
import { threadScript } from "./thread-script.ts";

/** A page with two editors side by side, in a real browser, under the policy of the extension's own pages. */
export interface EditorLab {
  readonly page: Page;
  /** Addresses outside of this page's own server that were asked for. */
  readonly foreign: readonly string[];
  close(): Promise<void>;
}

export type Lab = typeof lab;

const PAGE = `<!doctype html><meta charset="utf-8"><title>Two editors</title>
<link rel="stylesheet" href="/fonts/fonts.css"><link rel="stylesheet" href="/page.css">
<style>body{margin:0;display:flex;height:100vh}#alice,#bob{flex:1;min-width:0;height:100%}</style>
<div id="alice"></div><div id="bob"></div><script type="module" src="/page.js"></script>`;

const { extension_pages: POLICY } = manifest("chrome", "0").content_security_policy as Record<string, string>;
const TYPES: Readonly<Record<string, string>> = {
  js: "text/javascript",
  css: "text/css",
  woff2: "font/woff2",
};

async function scripts(entry: string): Promise<Map<string, Uint8Array>> {
  const { outputFiles } = await build({
    entryPoints: { page: entry },
    outdir: "/",
    bundle: true,
    splitting: true,
    write: false,
    format: "esm",
    platform: "browser",
    jsx: "automatic",
    jsxImportSource: "preact",
    define: { "process.env.NODE_ENV": '"production"', global: "globalThis" },
    plugins: [standIns, documentEditor],
    target: "es2024",
    loader: { ".svg": "text" },
    logLevel: "error",
  });
  const page = outputFiles.map(({ path, contents }) => [path, contents] as const);
  const threads = (["docx", "xlsx"] as const).map(
    async (kind) => [`/${kind}.worker.js`, await threadScript(kind)] as const,
  );
  return new Map([...page, ...(await Promise.all(threads))]);
}

async function serve(entry: string): Promise<{ url: string; close(): void }> {
  const files = await scripts(entry);
  const server = createServer(({ url = "" }, response) => {
    const path = url.split("?")[0] ?? "";
    const font = `dist/chrome${path}`;
    const isFont = path.startsWith("/fonts/") && existsSync(font);
    const body = path === "/" ? PAGE : (files.get(path) ?? (isFont ? readFileSync(font) : undefined));
    if (body === undefined) return void response.writeHead(404).end();
    response.setHeader("content-type", TYPES[path.split(".").at(-1) ?? ""] ?? "text/html");
    response.setHeader("content-security-policy", POLICY ?? "");
    response.end(body);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const close = (): void => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close };
}

function start(name: BrowserName): Promise<Browser> {
  const executablePath = findBrowsers()[name];
  if (executablePath === undefined) throw new Error(`No ${name} on this machine.`);
  const args = name === "chrome" ? ["--no-sandbox", "--disable-gpu", "--no-first-run"] : [];
  return puppeteer.launch({ browser: name, executablePath, headless: true, args });
}

/** @param entry what runs in the page, and says that it is ready by the name `lab` */
export async function openEditorLab(
  name: BrowserName,
  entry = "tests/support/editor-lab/page.ts",
): Promise<EditorLab> {
  const server = await serve(entry);
  const browser = await start(name);
  const page = await browser.newPage();
  await page.setViewport({ width: 1800, height: 900 });
  const foreign: string[] = [];
  page.on("request", (request) => {
    const address = request.url();
    if (/^(https?|wss?):/.test(address) && !address.startsWith(server.url)) foreign.push(address);
  });
  await page.goto(server.url);
  await page.waitForFunction("globalThis.lab !== undefined");
  const close = async (): Promise<void> => {
    await browser.close();
    server.close();
  };
  return { page, foreign, close };
}
