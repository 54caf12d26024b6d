import { type ChildProcess, spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { openSync } from "node:fs";
import { mkdir, mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { devArgs } from "../../tools/dev-args.ts";
import { quiet } from "../../tools/quiet.ts";
import { freePort } from "./free-port.ts";
import { until } from "./until.ts";

/** A portal as `npm start` runs it: a process of its own with its data in a folder, which can be killed and started again. */
export interface LastingServer {
  readonly url: string;
  readonly setupToken: string;
  /** Everything that the portal keeps: database, bucket, Durable Objects. */
  readonly data: string;
  /** Its process, with everything it started below it. */
  pid(): number;
  /** All that it printed. */
  logs(): Promise<string>;
  /** Ends it at once, in the middle of whatever it does. */
  kill(): Promise<void>;
  start(): Promise<void>;
}

export async function startLastingServer(): Promise<LastingServer> {
  const folder = await mkdtemp(join(tmpdir(), "strongroom-portal-"));
  const data = join(folder, "data");
  const log = join(folder, "log.txt");
  await mkdir(data);
  const token = randomBytes(32);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  await migrate(data);
  let child: ChildProcess | null = null;
  const end = () => {
    if (child?.pid !== undefined && child.exitCode === null) process.kill(-child.pid, "SIGKILL");
    child = null;
  };
  const start = async () => {
    child = run(data, port, createHash("sha256").update(token).digest("base64url"), log);
    const failed = async () => `the portal, which says:\n${await readFile(log, "utf8")}\n`;
    await until(failed, async () => (await fetch(`${url}/api/health`)).ok);
  };
  await start().catch((error) => {
    end();
    throw error;
  });
  return {
    url,
    setupToken: token.toString("base64url"),
    data,
    pid: () => child?.pid ?? 0,
    logs: () => readFile(log, "utf8"),
    async kill() {
      end();
      await until("the portal's end", () =>
        fetch(url).then(
          () => false,
          () => true,
        ),
      );
    },
    start,
  };
}

function run(stateFolder: string, port: number, setupTokenHash: string, log: string): ChildProcess {
  const out = openSync(log, "a");
  return spawn("wrangler", devArgs({ port, stateFolder, setupTokenHash, logLevel: "log" }), {
    detached: true,
    stdio: ["ignore", out, out],
    env: { ...process.env, ...quiet },
  });
}

async function migrate(data: string): Promise<void> {
  const args = ["d1", "migrations", "apply", "DB", "--local", "--persist-to", data];
  const child = spawn("wrangler", args, { stdio: "ignore", env: { ...process.env, ...quiet, CI: "true" } });
  const [status] = await once(child, "exit");
  if (status !== 0) throw new Error("The database of the portal could not be made");
}
