import type { UserId } from "../../shared/ids.ts";
import { createClientId, isClientOf } from "../../shared/live/client-id.ts";
import type { LogView } from "./surroundings.ts";

/** So many numbers are remembered; looking at one anew costs a hash. */
const KNOWN_MAX = 65_536;

/** Under which numbers who writes into the shared state. A number that is not the author's own is not taken from him. */
export class WritingClients {
  readonly #view: LogView;
  readonly #known = new Set<string>();
  /** This person's, of this page and of the pages of his that were heard of. */
  readonly own = new Set<number>();

  constructor(view: LogView) {
    this.#view = view;
  }

  async create(): Promise<number> {
    const { space, node, user } = this.#view;
    const client = await createClientId({ space, node, author: user });
    this.own.add(client);
    return client;
  }

  /** Whether all of these are the author's. */
  async areOf(author: UserId, clients: ReadonlySet<number>): Promise<boolean> {
    for (const client of clients) if (!(await this.#isOf(author, client))) return false;
    return true;
  }

  async #isOf(author: UserId, client: number): Promise<boolean> {
    const { space, node, user } = this.#view;
    const key = `${author} ${client}`;
    if (this.#known.has(key)) return true;
    if (!(await isClientOf({ space, node, author }, client))) return false;
    if (this.#known.size >= KNOWN_MAX) this.#known.clear();
    this.#known.add(key);
    if (author === user) this.own.add(client);
    return true;
  }
}
