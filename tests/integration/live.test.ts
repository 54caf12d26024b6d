import { afterAll, beforeAll, describe, expect, it } from "vitest";
import "../support/page-globals.ts";
import { openDocument, saveDocument } from "../../extension/files/document.ts";
import { type DocumentNews, watchDocument } from "../../extension/files/watch-document.ts";
import { openPersonalSpace } from "../../extension/spaces/open-space.ts";
import { readKeys } from "../../extension/vault/keys.ts";
import { clientOf } from "../../extension/vault/session.ts";
import { asPlain, toBase64Url, utf8 } from "../../shared/bytes.ts";
import type { PortalOrigin } from "../../shared/ids.ts";
import { signEntry } from "../../shared/log/sign-entry.ts";
import { addFile } from "../support/alice.ts";
import { setUpAlice } from "../support/extension-world.ts";
import { LyingServer } from "../support/lying-server.ts";
import { startServer, type TestServer } from "../support/server.ts";
import { SocketNotes } from "../support/socket-notes.ts";

let server: TestServer;
let origin: PortalOrigin;
let sockets: SocketNotes;

beforeAll(async () => {
  server = await startServer();
  sockets = new SocketNotes();
  ({ origin } = await setUpAlice(server));
});
afterAll(async () => {
  sockets.close();
  await server.close();
});

describe("an open document", () => {
  it("hears at once what another browser does to its file", async () => {
    const node = await addFile(origin, "Watched.txt", "one");
    const opened = await openDocument({ origin, node });
    const ending = new AbortController();
    const heard = new Promise<DocumentNews>((resolve) =>
      watchDocument({ ...opened, signal: ending.signal, onNewVersion: resolve, onShared: () => undefined }),
    );
    // From now on only the socket can tell it so soon
    await expect.poll(() => sockets.notes).toContain("let in");
    // As another browser of hers does it: the entry goes to the portal, and this page's memory knows nothing of it
    const space = await openPersonalSpace(origin);
    const { identity, user } = await readKeys(origin);
    const operation = { op: "node.delete", node } as const;
    const { head } = space.state;
    const place = { space: space.space, seq: head.seq + 1, prev: head.hash, portalHead: space.portal.head };
    const entry = await signEntry(
      { ...place, timeMs: Date.now(), author: user, operation },
      identity.signKey,
    );
    const body = { entry: toBase64Url(entry.wire) };
    await clientOf(origin).call("appendEntry", { params: { space: space.space }, body });
    expect(await heard).toEqual({ version: null, byUser: null, isDenied: false });
    ending.abort();
  });

  it("hears of no newer version when it is its own, whose answer was lost", async () => {
    const node = await addFile(origin, "Unheard.txt", "one");
    const opened = await openDocument({ origin, node });
    const ending = new AbortController();
    const heard: DocumentNews[] = [];
    watchDocument({
      ...{ ...opened, signal: ending.signal, onShared: () => undefined },
      onNewVersion: (news) => heard.push(news),
    });
    const bytes = asPlain(utf8("two"));
    const liar = new LyingServer();
    liar.cut("appendEntry");
    await expect(saveDocument({ opened, bytes })).rejects.toMatchObject({ code: "OFFLINE" });
    liar.close();
    const { state } = await openPersonalSpace(origin);
    document.dispatchEvent(new Event("visibilitychange"));
    await expect.poll(() => state.nodes.get(node)?.versions).toHaveLength(2);
    const { version } = await saveDocument({ opened, bytes });
    await expect.poll(() => heard).toMatchObject([{ version }]);
    ending.abort();
  });
});
