import type { OpenedDocument } from "../../extension/files/document.ts";
import type { LiveSession } from "../../extension/live/live-session.ts";
import { asPlain, utf8 } from "../../shared/bytes.ts";
import type { NodeId, UserId } from "../../shared/ids.ts";
import { anotherBrowser, joinersBrowser, ownersBrowser, type PersonsBrowser } from "./five-browsers.ts";
import { type LastingServer, startLastingServer } from "./lasting-server.ts";
import { seedOf } from "./live-text.ts";

/** Alice on her desktop and her laptop, and bob, with whom she shares files of her Private Room. */

interface Joining {
  readonly browser?: PersonsBrowser;
  readonly opened?: OpenedDocument;
  readonly signal?: AbortSignal;
}

export interface Sharing {
  readonly server: LastingServer;
  readonly desktop: PersonsBrowser;
  readonly laptop: PersonsBrowser;
  readonly bob: UserId;
  addFile(name: string): Promise<NodeId>;
  /** A browser shares what it has seen. */
  share(browser: PersonsBrowser, node: NodeId): Promise<void>;
  /** On her desktop, as it opens the file now, where nothing else is said. */
  join(node: NodeId, joining?: Joining): Promise<LiveSession>;
}

export const open = ({ origin, openDocument }: PersonsBrowser, node: NodeId): Promise<OpenedDocument> =>
  openDocument({ origin, node });
export const type = (opened: OpenedDocument, words: string) =>
  ({ opened, bytes: asPlain(utf8(words)) }) satisfies Parameters<PersonsBrowser["keepDraft"]>[0];
export const PATIENCE = { timeout: 40_000, interval: 200 };

export async function startSharing(): Promise<Sharing> {
  const server = await startLastingServer();
  const desktop = await ownersBrowser(server);
  await desktop.keepUp(desktop.origin);
  const { link } = await desktop.invite({ origin: desktop.origin, type: "User", days: 1 });
  const { openPortal, origin } = await joinersBrowser(server, link, "Bob");
  const bob = (await openPortal(origin)).user;
  const laptop = await anotherBrowser(server, "alice@example.com");
  return {
    ...{ server, desktop, laptop, bob },
    addFile: (name) => addFile(desktop, name),
    async share(browser, node) {
      await open(browser, node);
      await browser.saveSharing({ origin: browser.origin, node, give: [bob], deny: [] });
    },
    join: (node, joining = {}) => join(node, { browser: desktop, ...joining }),
  };
}

async function addFile(browser: PersonsBrowser, name: string): Promise<NodeId> {
  const { node } = await browser.createFile({
    ...{ space: await browser.openPersonalSpace(browser.origin), parent: null, name },
    ...{ content: new Blob([utf8("start. ")]), modifiedAtMs: 1, chooseName: browser.keepBoth },
    ...{ signal: new AbortController().signal, onProgress: () => undefined },
  });
  return node;
}

async function join(
  node: NodeId,
  { browser, opened, signal = new AbortController().signal }: Joining & { readonly browser: PersonsBrowser },
): Promise<LiveSession> {
  const input = { name: "Alice", seed: seedOf, signal, onReplaced: () => undefined };
  return browser.joinLive({ opened: opened ?? (await open(browser, node)), ...input });
}
