import { CONTRACT, type ReplyJson, type RouteName } from "../../shared/api/contract.ts";

/**
 * A server that lies in one chosen way: it stands where the extension's requests leave the browser, passes them to the
 * real one, and changes what comes back. It notes all that was asked, so that a test can tell what never left.
 */

export interface Asked {
  readonly name: RouteName;
  readonly body: unknown;
}

type Lie = (response: Response, asked: Asked) => Response | Promise<Response>;

const routes = Object.entries(CONTRACT).map(([name, { method, path }]) => {
  const pattern = new RegExp(`^${path.replaceAll(/:[a-z]+/g, "[^/]+")}$`);
  return { name: name as RouteName, method, pattern };
});

function nameOf(url: URL, method: string): RouteName {
  const route = routes.find((each) => each.method === method && each.pattern.test(url.pathname));
  if (!route) throw new Error(`no route for ${method} ${url.pathname}`);
  return route.name;
}

export class LyingServer {
  readonly asked: Asked[] = [];
  readonly #lies = new Map<RouteName, Lie>();
  readonly #lost = new Set<RouteName>();
  readonly #honest = globalThis.fetch;

  constructor() {
    globalThis.fetch = (input, init) => this.#answer(input, init);
  }

  async #answer(input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
    const url = new URL(input instanceof Request ? input.url : input);
    const { body = null, method = "GET" } = init;
    const asked = { name: nameOf(url, method), body: typeof body === "string" ? JSON.parse(body) : body };
    this.asked.push(asked);
    if (this.#lost.has(asked.name)) throw new TypeError("network");
    const lie = this.#lies.get(asked.name);
    const response = await this.#honest(input, init);
    return lie ? lie(response, asked) : response;
  }

  /** Lies about the raw response. */
  lie(name: RouteName, lie: Lie): void {
    this.#lies.set(name, lie);
  }

  /** Changes a JSON answer. */
  change<Name extends RouteName>(name: Name, change: (reply: ReplyJson<Name>) => unknown): void {
    this.lie(name, async (response) =>
      response.ok ? Response.json(change((await response.json()) as ReplyJson<Name>)) : response,
    );
  }

  /** Changes ciphertext. */
  changeBytes(name: RouteName, change: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>): void {
    this.lie(name, async (response) => {
      const bytes = change(new Uint8Array(await response.arrayBuffer()));
      return new Response(bytes, { status: response.status });
    });
  }

  /** The connection breaks before the request arrives. */
  lose(name: RouteName): void {
    this.#lost.add(name);
  }

  /** The connection breaks before the answer arrives. */
  cut(name: RouteName): void {
    this.lie(name, () => {
      throw new TypeError("network");
    });
  }

  /** Tells the truth again and forgets what was asked. */
  repent(): void {
    this.#lies.clear();
    this.#lost.clear();
    this.asked.length = 0;
  }

  names(): RouteName[] {
    return this.asked.map(({ name }) => name);
  }

  close(): void {
    globalThis.fetch = this.#honest;
  }
}
