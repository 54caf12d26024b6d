import { resolve } from "node:path";
import { parseArgs } from "node:util";
import "fake-indexeddb/auto";
import { openBrowser } from "./browsers/open.ts";
import { isBuildCurrent } from "./build/stamp.ts";
import { DemoFolder } from "./demo/demo-folder.ts";
import { giveEverybodyOwnModules } from "./demo/own-modules.ts";
import { type Demo, tellStory } from "./demo/story.ts";
import { isPortFree, Portal, runBuild } from "./portal.ts";
import { endOfUse } from "./processes.ts";
import { setupToken } from "./setup-token.ts";

// Node warns of each algorithm that it has newly built in; the person in front of the demo can do nothing about it
process.removeAllListeners("warning");
const DEFAULT_PORT = "8790";
const values = options();
const port = Number(values.port);
const data = resolve(values.data ?? `.strongroom/demo${values.port === DEFAULT_PORT ? "" : `-${port}`}`);
const folder = new DemoFolder(data);

const ended = endOfUse();
if (!Number.isInteger(port) || port < 1 || port > 65_535) giveUp("--port takes a number from 1 to 65535.");
if (!(await isPortFree(port))) giveUp(`Port ${port} is taken on this machine: --port ${port + 1}?`);
if (!(await isBuildCurrent())) runBuild();
const kept = await folder.open(`http://127.0.0.1:${port}`).catch(giveUp);
const token = await setupToken(data);
const portal = new Portal({ port, data, setupTokenHash: token.hash });
let closeBrowsers = async (): Promise<void> => {};
try {
  const demo = await Promise.race([serve(), ended.then(() => null)]);
  // Opened to the end before anything is ended, so that no window is left behind
  if (demo !== null && !values["no-browser"]) closeBrowsers = await openWindows(demo);
} catch (reason) {
  await portal.stop();
  giveUp(reason);
}
await ended;
await Promise.all([closeBrowsers(), portal.stop()]);
process.exit(0);

async function serve(): Promise<Demo> {
  await portal.start();
  const demo = kept ?? (await build());
  print(demo);
  return demo;
}

async function build(): Promise<Demo> {
  giveEverybodyOwnModules();
  const { url } = portal;
  const isFixed = values.fixed;
  const demo = await tellStory({ url, setupToken: token.text, isFixed, onStep: console.log });
  await token.forget();
  await folder.keep(url, demo);
  return demo;
}

function print({ people, invitation }: Demo): void {
  console.log(`\nThe demo is ready at ${portal.url}\n`);
  for (const { type, name, email, passphrase, kit } of people) {
    console.log(`${type.padEnd(14)} ${name.padEnd(12)} ${email.padEnd(18)} ${passphrase}`);
    console.log(`${" ".repeat(15)}kit ${kit}`);
  }
  console.log(`\nAn invitation that nobody has used yet: ${invitation}`);
}

/** Two people at once, each with the portal's page in front: connect, then sign in with what is printed. */
async function openWindows({ people }: Demo): Promise<() => Promise<void>> {
  const { url } = portal;
  const seats = [
    { browser: "chrome", type: "Owner" },
    { browser: "firefox", type: "RoomAdmin" },
  ] as const;
  const stops: (() => Promise<void>)[] = [];
  for (const { browser, type } of seats) {
    const person = people.find((each) => each.type === type);
    console.log(`In ${browser}: Connect this portal, then sign in as ${person?.email}.`);
    stops.push(await openBrowser({ data, url, only: browser }));
  }
  return async () => void (await Promise.all(stops.map((stop) => stop())));
}

function options() {
  try {
    return parseArgs({
      options: {
        "no-browser": { type: "boolean", default: false },
        fixed: { type: "boolean", default: false },
        port: { type: "string", default: DEFAULT_PORT },
        data: { type: "string" },
      },
    }).values;
  } catch {
    return giveUp("Usage: npm run demo -- [--no-browser] [--fixed] [--port N] [--data FOLDER]");
  }
}

function giveUp(reason: unknown): never {
  console.error(reason instanceof Error ? reason.message : reason);
  process.exit(1);
}
