import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { devArgs, HOST } from "./dev-args.ts";
import { type ProcessTree, startTree } from "./processes.ts";
import { quiet } from "./quiet.ts";

const START_TIME_MAX_MS = 60_000;

export interface PortalOptions {
  readonly port: number;
  /** Folder of its database, blobs and live documents. */
  readonly data: string;
  readonly setupTokenHash: string;
}

/** A portal on this machine: the Worker with a local database, blobs and Durable Objects. */
export class Portal {
  readonly url: string;
  readonly #options: PortalOptions;
  #worker: ProcessTree | null = null;
  #isStopping = false;

  constructor(options: PortalOptions) {
    this.#options = options;
    this.url = `http://${HOST}:${options.port}`;
  }

  /** Brings the database up to date, starts the Worker and settles when it answers. */
  async start(): Promise<void> {
    await this.#migrate();
    if (this.#isStopping) return;
    const args = devArgs({ ...this.#options, stateFolder: this.#stateFolder(), logLevel: "error" });
    this.#worker = startTree({ command: "wrangler", args, env: quiet });
    this.#worker.process.once("exit", (code) => this.#onExit(code));
    await this.#answering();
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    await this.#worker?.stop();
  }

  async #migrate(): Promise<void> {
    const args = ["d1", "migrations", "apply", "DB", "--local", "--persist-to", this.#stateFolder()];
    // CI: wrangler asks nothing. A tree, so that it can be ended with all that it started
    this.#worker = startTree({ command: "wrangler", args, env: { ...quiet, CI: "true" }, isKept: true });
    const [code] = await once(this.#worker.process, "close");
    if (code !== 0 && !this.#isStopping) throw new Error(`No database was made.\n${this.#worker.said()}`);
  }

  async isSetupOpen(): Promise<boolean> {
    const answer: unknown = await (await fetch(`${this.url}/api/setup`)).json();
    return typeof answer === "object" && answer !== null && "open" in answer && answer.open === true;
  }

  #stateFolder(): string {
    return join(this.#options.data, "portal");
  }

  #onExit(code: number | null): void {
    if (this.#isStopping) return;
    console.error(`The portal's server ended by itself (${code ?? "by a signal"}).`);
    process.exit(1);
  }

  async #answering(): Promise<void> {
    const deadline = Date.now() + START_TIME_MAX_MS;
    while (!this.#isStopping) {
      if ((await fetch(`${this.url}/api/health`).catch(() => null))?.ok) return;
      if (Date.now() > deadline) throw new Error(`The portal does not answer at ${this.url}/api/health.`);
      await wait(100);
    }
  }
}

/** Builds everything, with its messages where ours are; ends the process when the build fails. */
export function runBuild(): void {
  const { status } = spawnSync(process.execPath, ["tools/build.ts"], {
    stdio: ["ignore", "inherit", "inherit"],
  });
  if (status !== 0) {
    console.error("The build failed: see above.");
    process.exit(1);
  }
}

export function isPortFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, HOST, () => probe.close(() => resolve(true)));
  });
}
