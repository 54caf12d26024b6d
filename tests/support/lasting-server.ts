import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { openSync } from "node:fs";
import { mkdir, mkdtemp, readFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { quiet } from "../../tools/quiet.ts";
import { until } from "./until.ts";

/** A portal as `npm start` runs it: a process of its own with its data in a folder, which can be killed and started again. */
export interface LastingServer {
  readonly url: string;
  readonly setupToken: string;
  /** Everything that the portal keeps: database, bucket, Durable Objects. */
  readonly data: string;
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
  migrate(data);
  let child: ChildProcess | null = null;
  const start = async () => {
    child = run(data, port, createHash("sha256").update(token).digest("base64url"), log);
    await until("the portal", async () => (await fetch(`${url}/api/health`)).ok);
  };
  await start();
  return {
    url,
    setupToken: token.toString("base64url"),
    data,
    logs: () => readFile(log, "utf8"),
    async kill() {
      if (child?.pid !== undefined) process.kill(-child.pid, "SIGKILL");
      child = null;
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

function run(data: string, port: number, tokenHash: string, log: string): ChildProcess {
  const out = openSync(log, "a");
  const args = ["dev", "--ip", "127.0.0.1", "--port", `${port}`, "--persist-to", data, "--log-level", "log"];
  args.push("--var", `SETUP_TOKEN_HASH:${tokenHash}`, "--show-interactive-dev-session=false");
  return spawn("wrangler", args, {
    detached: true,
    stdio: ["ignore", out, out],
    env: { ...process.env, ...quiet },
  });
}

function migrate(data: string): void {
  const args = ["d1", "migrations", "apply", "DB", "--local", "--persist-to", data];
  const { status } = spawnSync("wrangler", args, { env: { ...process.env, ...quiet, CI: "true" } });
  if (status !== 0) throw new Error("The database of the portal could not be made");
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}
