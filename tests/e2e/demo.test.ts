import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { freePort } from "../support/free-port.ts";
import { answers, endScripts, signal, startScript } from "../support/npm-script.ts";
import { until } from "../support/until.ts";

/** Five people make keys and rooms meanwhile, on a machine that is busy with other tests. */
const PATIENCE_MS = 150_000;
const READY = "The demo is ready";
const LAST = "An invitation that nobody has used yet";

afterEach(endScripts);

describe("npm run demo", () => {
  it("makes people of all types once, tells how they sign in, and leaves no process behind", async () => {
    const [port, data] = [await freePort(), await mkdtemp(join(tmpdir(), "strongroom-"))];
    const url = `http://127.0.0.1:${port}`;
    const tables: string[] = [];
    for (const _ of ["the first time", "again"]) {
      const demo = startScript(PATIENCE_MS, ["run", "demo"], "--port", String(port), "--data", data);
      expect(await demo.line(READY)).toBe(`${READY} at ${url}`);
      await demo.line(LAST);
      tables.push(demo.lines.slice(demo.lines.findIndex((line) => line.startsWith(READY))).join("\n"));
      signal(-demo.pid, "SIGINT");
      await demo.ended;
      await until("silence on the port", async () => !(await answers(url)));
      await until("the end of its processes", async () => !signal(-demo.pid, 0));
    }
    for (const type of ["Owner", "DocSpaceAdmin", "RoomAdmin", "User", "Guest"])
      expect(tables[0]).toMatch(new RegExp(`^${type} .*@example\\.org +\\w+( \\w+){5}$`, "m"));
    expect(tables[1]).toBe(tables[0]);
  }, 300_000);
});
