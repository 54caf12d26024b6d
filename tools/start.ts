import { mkdir } from "node:fs/promises";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { openBrowser } from "./browsers/open.ts";
import { isBuildCurrent } from "./build/stamp.ts";
import { isPortFree, Portal, runBuild } from "./portal.ts";
import { endOfUse } from "./processes.ts";
import { setupToken } from "./setup-token.ts";

const values = options();
const port = Number(values.port);
const data = resolve(values.data);

const ended = endOfUse();
await refuseBadPort();
await mkdir(data, { recursive: true, mode: 0o700 });
if (!(await isBuildCurrent())) runBuild();

const token = await setupToken(data);
const portal = new Portal({ port, data, setupTokenHash: token.hash });
let stopBrowser = async (): Promise<void> => {};
try {
  const isReady = await Promise.race([portal.start().then(() => true), ended.then(() => false)]);
  if (isReady) stopBrowser = await welcome();
} catch (reason) {
  await portal.stop();
  giveUp(reason);
}
await ended;
await Promise.all([stopBrowser(), portal.stop()]);
process.exit(0);

function options(): { "no-browser": boolean; port: string; data: string } {
  try {
    return parseArgs({
      options: {
        "no-browser": { type: "boolean", default: false },
        port: { type: "string", default: "8787" },
        data: { type: "string", default: ".strongroom" },
      },
    }).values;
  } catch {
    return giveUp("Usage: npm start -- [--no-browser] [--port N] [--data FOLDER]");
  }
}

async function refuseBadPort(): Promise<void> {
  if (!Number.isInteger(port) || port < 1 || port > 65_535) giveUp(`--port takes a number from 1 to 65535.`);
  if (!(await isPortFree(port))) {
    giveUp(`Port ${port} is taken on this machine. Choose another one: npm start -- --port ${port + 1}`);
  }
}

async function welcome(): Promise<() => Promise<void>> {
  console.log(`Strongroom is ready at ${portal.url}`);
  const isSetUp = !(await portal.isSetupOpen());
  const setupUrl = `${portal.url}/setup#${token.text}`;
  if (isSetUp) await token.forget();
  const stop = values["no-browser"]
    ? async () => {}
    : await openBrowser({ data, url: isSetUp ? portal.url : setupUrl });
  // Last, so that nothing stands between the person and what to do next
  if (!isSetUp) console.log(`Setup: ${setupUrl}`);
  return stop;
}

function giveUp(reason: unknown): never {
  console.error(reason instanceof Error ? reason.message : reason);
  process.exit(1);
}
