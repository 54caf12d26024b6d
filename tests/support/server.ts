import { createHash, randomBytes } from "node:crypto";
import { createTestHarness, type WorkerHandle } from "wrangler";
import { quiet } from "../../tools/quiet.ts";

Object.assign(process.env, quiet);

/** A portal of its own with an empty database, on a random port of this machine, behind real HTTP and sockets. */
export interface TestServer {
  readonly url: string;
  /** What `/setup#…` carries: good until somebody sets the portal up. */
  readonly setupToken: string;
  readonly worker: WorkerHandle;
  /** Runs SQL on the portal's database, past every check of the Worker. */
  rows(sql: string, ...values: unknown[]): Promise<Record<string, unknown>[]>;
  /** Every object in the bucket, whole. */
  blobs(): Promise<{ key: string; bytes: Uint8Array<ArrayBuffer> }[]>;
  /** What the Worker has logged so far, a line each. */
  logs(): string[];
  close(): Promise<void>;
}

/** Starts one; about a second. Use fresh people and files in each test instead of a fresh server. */
export async function startServer(vars: Record<string, string> = {}): Promise<TestServer> {
  const token = randomBytes(32);
  const SETUP_TOKEN_HASH = createHash("sha256").update(token).digest("base64url");
  const harness = createTestHarness({
    workers: [{ configPath: "./wrangler.toml", vars: { SETUP_TOKEN_HASH, ...vars } }],
  });
  const { url } = await harness.listen();
  const worker = harness.getWorker();
  await worker.applyD1Migrations("DB");
  return {
    url: url.origin,
    setupToken: token.toString("base64url"),
    worker,
    async rows(sql, ...values) {
      const { DB } = await worker.getEnv();
      return (
        await DB.prepare(sql)
          .bind(...values)
          .all()
      ).results;
    },
    async blobs() {
      const { BLOBS } = await worker.getEnv();
      const { objects } = await BLOBS.list();
      return Promise.all(
        objects.map(async ({ key }: { key: string }) => ({
          key,
          bytes: new Uint8Array(await (await BLOBS.get(key)).arrayBuffer()),
        })),
      );
    },
    logs: () => harness.getLogs().map(({ message }) => message),
    close: () => harness.close(),
  };
}
