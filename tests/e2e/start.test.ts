import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, describe, expect, it } from "vitest";
import { until } from "../support/until.ts";

/** On a machine that is busy with other tests; alone it takes about five seconds. */
const START_TIME_MAX_MS = 60_000;
const started: ChildProcess[] = [];

afterEach(async () => {
  for (const child of started.splice(0)) {
    const group = -(child.pid ?? 0);
    signal(group, "SIGTERM");
    await until("its end", async () => !signal(group, 0));
  }
});

/** `npm start` as an operator types it, in a process group of its own. */
function start(...args: string[]): {
  pid: number;
  line: (beginning: string) => Promise<string>;
  ended: Promise<number>;
} {
  const child = spawn("npm", ["start", "--", "--no-browser", ...args], {
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, npm_config_update_notifier: "false" },
  });
  started.push(child);
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    createInterface(stream).on("line", (line) => lines.push(line));
  return {
    pid: child.pid ?? 0,
    line: (beginning) =>
      until(
        `"${beginning}" in ${lines.join("\n")}`,
        async () => lines.find((line) => line.startsWith(beginning)),
        START_TIME_MAX_MS,
      ),
    ended: new Promise((done) => child.once("exit", (code) => done(code ?? 0))),
  };
}

function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((done) => probe.listen(0, "127.0.0.1", done));
  const address = probe.address();
  await new Promise((done) => probe.close(done));
  return typeof address === "object" && address !== null ? address.port : 0;
}

const answers = (url: string): Promise<boolean> =>
  fetch(`${url}/api/health`).then(
    () => true,
    () => false,
  );

describe("npm start", () => {
  it("runs a portal, finds it again the next time, and leaves no process behind", async () => {
    const [port, data] = [await freePort(), await mkdtemp(join(tmpdir(), "strongroom-"))];
    const url = `http://127.0.0.1:${port}`;
    const setups: string[] = [];
    for (const ending of ["SIGTERM", "SIGINT"] as const) {
      const portal = start("--port", String(port), "--data", data);
      expect(await portal.line("Strongroom is ready")).toBe(`Strongroom is ready at ${url}`);
      setups.push(await portal.line("Setup: "));
      expect(await (await fetch(`${url}/api/setup`)).json()).toEqual({ open: true });
      // SIGTERM as a service manager sends it, to npm alone; Ctrl-C goes to the whole group.
      signal(ending === "SIGTERM" ? portal.pid : -portal.pid, ending);
      await portal.ended;
      await until("silence on the port", async () => !(await answers(url)));
      await until("the end of its processes", async () => !signal(-portal.pid, 0));
    }
    expect(setups[0]).toMatch(new RegExp(`^Setup: ${url}/setup#[\\w-]{43}$`));
    expect(setups[1]).toBe(setups[0]);
  }, 180_000);

  it("says so when the port is taken", async () => {
    const taken = createServer();
    await new Promise<void>((done) => taken.listen(0, "127.0.0.1", done));
    const address = taken.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const portal = start("--port", String(port));
    expect(await portal.line(`Port ${port} is taken`)).toContain(`--port ${port + 1}`);
    expect(await portal.ended).not.toBe(0);
    taken.close();
  });
});
