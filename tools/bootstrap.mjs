// Runs on any Node from 20 on, with nothing installed: plain JavaScript, no packages.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

const OLDEST_NODE = 20;
/** The first Node that runs TypeScript by itself; where the registry has a Node 24 for the machine, that one is used. */
const OLDEST_NODE_FOR_TYPESCRIPT = [22, 18];
const root = fileURLToPath(new URL("..", import.meta.url));

const SIGNALS = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]);
const PARENT_CHECK_MS = 500;

/**
 * Installs what package-lock.json names if it is not there, then goes on with `script` on a Node that runs TypeScript.
 * Ends this process as the script ends.
 * @param {string} script path from the root of the tree
 */
export async function runInstalled(script) {
  process.chdir(root);
  refuseOldNode();
  await install();
  const bin = join(root, "node_modules", ".bin");
  const code = await run(newNode(), [script, ...process.argv.slice(2)], {
    env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` },
  });
  process.exit(code);
}

/**
 * Runs a command to its end and ends it when we are to end: by a signal, or because the shell that npm put above us
 * is gone (it ends at a signal without handing it on).
 * @param {string} command
 * @param {string[]} args
 * @param {import("node:child_process").SpawnOptions} options
 * @returns {Promise<number>} the exit code
 */
async function run(command, args, options) {
  const child = spawn(command, args, { stdio: "inherit", ...options });
  const parent = process.ppid;
  const watch = setInterval(() => process.ppid !== parent && child.kill("SIGTERM"), PARENT_CHECK_MS);
  const handOn = (/** @type {NodeJS.Signals} */ signal) => child.kill(signal);
  for (const signal of SIGNALS) process.on(signal, handOn);
  const [code, signal] = await once(child, "exit");
  for (const each of SIGNALS) process.off(each, handOn);
  clearInterval(watch);
  if (signal !== null) process.exit(signal === "SIGINT" ? 130 : 143);
  return code;
}

/** @param {string} sentence */
export function giveUp(sentence) {
  console.error(sentence);
  process.exit(1);
}

function refuseOldNode() {
  const major = Number(process.versions.node.split(".")[0]);
  if (major < OLDEST_NODE) {
    giveUp(
      `This needs Node ${OLDEST_NODE} or newer; this is ${process.version}. Get one at https://nodejs.org.`,
    );
  }
}

async function install() {
  if (isInstalled()) return;
  console.log("Installing what package-lock.json names. This takes a minute, once.");
  const npm = process.env.npm_execpath;
  const [command, ...first] = npm === undefined ? ["npm"] : [process.execPath, npm];
  // Parts that want a newer Node will get it; the warnings about that would only alarm.
  const status = await run(command ?? "npm", [...first, "ci", "--loglevel=error"], {
    shell: npm === undefined && process.platform === "win32",
  });
  if (status !== 0)
    giveUp("Installing failed: see npm's message above. With a network, `npm ci` should pass.");
}

/** Whether node_modules holds exactly what package-lock.json names. */
function isInstalled() {
  const installed = readLock("node_modules/.package-lock.json");
  if (installed === null) return false;
  return Object.entries(readLock("package-lock.json") ?? {})
    .filter(([path, about]) => path !== "" && !about.optional && !about.devOptional)
    .every(([path, about]) => installed[path]?.integrity === about.integrity);
}

/**
 * @param {string} path
 * @returns {Record<string, {integrity?: string, optional?: boolean, devOptional?: boolean}> | null}
 */
function readLock(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")).packages : null;
}

function newNode() {
  const installed = join(root, "node_modules", ".bin", "node");
  if (existsSync(installed)) return installed;
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST_NODE_FOR_TYPESCRIPT;
  if (major < oldestMajor || (major === oldestMajor && minor < oldestMinor)) {
    giveUp(
      `On this kind of machine Node ${oldestMajor}.${oldestMinor} or newer is needed; this is ${process.version}.`,
    );
  }
  return process.execPath;
}
