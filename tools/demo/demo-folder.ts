import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Demo } from "./story.ts";

type KeptDemo = Demo & { readonly url: string };

/** Where a demo keeps its portal and its browsers' profiles. Nothing is deleted in it that no demo has made. */
export class DemoFolder {
  readonly path: string;
  /** Written last: where it stands, the demo is whole. */
  readonly #notes: string;
  /** Written first: what stands beside it is a demo's, even one that was ended half-way. */
  readonly #mark: string;

  constructor(path: string) {
    this.path = path;
    this.#notes = join(path, "demo.json");
    this.#mark = join(path, "made-by-npm-run-demo");
  }

  /**
   * The demo that was made here for this address, or null when the folder is ready for a new one: keys are bound to a
   * portal's address.
   * @throws Error with a sentence for the person when something else is in the folder
   */
  async open(url: string): Promise<Demo | null> {
    const kept = await this.#kept();
    if (kept?.url === url) return kept;
    if (kept !== null) throw new Error(`${this.path} holds the demo of ${kept.url}. ${ANOTHER}`);
    await this.#clear();
    await mkdir(this.path, { recursive: true, mode: 0o700 });
    await writeFile(this.#mark, "", { mode: 0o600 });
    return null;
  }

  async keep(url: string, demo: Demo): Promise<void> {
    await writeFile(this.#notes, JSON.stringify({ url, ...demo }, null, 2), { mode: 0o600 });
  }

  async #kept(): Promise<KeptDemo | null> {
    const text = await readFile(this.#notes, "utf8").catch(() => null);
    return text === null ? null : (JSON.parse(text) as KeptDemo);
  }

  /** What a demo that was ended half-way left in the browsers would warn of the next one. */
  async #clear(): Promise<void> {
    const entries = await readdir(this.path).catch(() => []);
    if (entries.length === 0) return;
    if ((await readFile(this.#mark).catch(() => null)) === null)
      throw new Error(`${this.path} holds something that no demo has made. ${ANOTHER}`);
    for (const each of ["portal", "profiles"])
      await rm(join(this.path, each), { recursive: true, force: true });
  }
}

const ANOTHER = "Nothing was changed there; --data takes another folder.";
