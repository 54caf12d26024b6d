import { execFileSync } from "node:child_process";
import { mkdtemp } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { freePort } from "../support/free-port.ts";
import { answers, endScripts, signal, startScript } from "../support/npm-script.ts";
import { until } from "../support/until.ts";

/** On a machine that is busy with other tests; alone it takes about five seconds. */
const START_TIME_MAX_MS = 60_000;
/** Less than wrangler takes to make the database when nobody ends it. */
const END_TIME_MAX_MS = 6_000;
const start = (...args: string[]) => startScript(START_TIME_MAX_MS, ["start"], ...args);

afterEach(endScripts);

/** The command lines of all processes that name this. */
const commandsWith = (name: string): string[] =>
  execFileSync("ps", ["-eo", "args"], { encoding: "utf8" })
    .split("\n")
    .filter((line) => line.includes(name));

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

  it("leaves no process behind when it is ended while it makes the database", async () => {
    const [port, data] = [await freePort(), await mkdtemp(join(tmpdir(), "strongroom-"))];
    const portal = start("--port", String(port), "--data", data);
    const commands = (): string[] => commandsWith(data);
    await until("the making of the database", async () =>
      commands().some((command) => command.includes("migrations apply")),
    );
    signal(portal.pid, "SIGTERM");
    await portal.ended;
    await until(
      () => `their end:\n${commands().join("\n")}`,
      async () => commands().length === 0,
      END_TIME_MAX_MS,
    );
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
