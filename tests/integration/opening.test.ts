import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import "../support/page-globals.ts";
import { openDocument, saveDocument } from "../../extension/files/document.ts";
import { describeFile } from "../../extension/files/file-facts.ts";
import { type DocumentNews, watchDocument } from "../../extension/files/watch-document.ts";
import { takeTicket } from "../../extension/live/tickets.ts";
import { dropEntries } from "../../extension/spaces/log-store.ts";
import { openPersonalSpace } from "../../extension/spaces/open-space.ts";
import { clientOf } from "../../extension/vault/session.ts";
import { unlock } from "../../extension/vault/unlock.ts";
import { asPlain, utf8 } from "../../shared/bytes.ts";
import type { NodeId, PortalOrigin } from "../../shared/ids.ts";
import { addFile, lockAndForget } from "../support/alice.ts";
import { PASSPHRASE, setUpAlice } from "../support/extension-world.ts";
import { LyingServer } from "../support/lying-server.ts";
import { startServer, type TestServer } from "../support/server.ts";
import { SocketNotes } from "../support/socket-notes.ts";

/** What a click on a document asks the portal for, as its page does it: described, opened, watched. */

let server: TestServer;
let origin: PortalOrigin;
let liar: LyingServer;
let node: NodeId;
let sockets: SocketNotes;

beforeAll(async () => {
  server = await startServer();
  liar = new LyingServer();
  sockets = new SocketNotes();
  ({ origin } = await setUpAlice(server));
  node = await addFile(origin, "Report.docx", "one");
});
beforeEach(async () => {
  await beginAnew();
});
afterAll(async () => {
  sockets.close();
  liar.close();
  await server.close();
});

/** A page that holds nothing yet, unlocked and signed in: that is no part of opening. */
async function beginAnew(): Promise<void> {
  await lockAndForget(origin);
  await unlock({ origin, kind: "passphrase", secret: PASSPHRASE });
  await clientOf(origin).call("listSpaces", {});
  liar.repent();
  sockets.forget();
}

const hearsNothing = { onNewVersion: () => undefined, onShared: () => undefined };

async function open() {
  const { name } = await describeFile({ origin, node, isOpening: true });
  return { name, opened: await openDocument({ origin, node }) };
}

describe("opening a document", () => {
  it("takes two requests and one socket", async () => {
    const { name, opened } = await open();
    expect([name, new TextDecoder().decode(opened.bytes)]).toEqual(["Report.docx", "one"]);
    const ending = new AbortController();
    watchDocument({ ...opened, signal: ending.signal, ...hearsNothing });
    await expect.poll(() => sockets.notes).toEqual([`/api/live/${node}`, "let in"]);
    expect(liar.names()).toEqual(["openFile", "getContent"]);
    ending.abort();
  });

  it("takes as many in a browser that has nothing of the logs", async () => {
    const { space, portal } = await openPersonalSpace(origin);
    await dropEntries(origin, space);
    await dropEntries(origin, portal.portal);
    await beginAnew();
    await open();
    expect(liar.names()).toEqual(["openFile", "getContent"]);
  });

  it("takes as many when it is opened again in the same page", async () => {
    await open();
    liar.repent();
    await openDocument({ origin, node });
    expect(liar.names()).toEqual(["openFile", "getContent"]);
  });

  it("asks nothing more for what its own page saves", async () => {
    const { opened } = await open();
    const ending = new AbortController();
    const heard: DocumentNews[] = [];
    watchDocument({
      ...{ ...opened, signal: ending.signal, ...hearsNothing },
      onNewVersion: (news) => heard.push(news),
    });
    await expect.poll(() => sockets.notes).toHaveLength(2);
    liar.repent();
    const { version } = await saveDocument({ opened, bytes: asPlain(utf8("two")) });
    await expect.poll(() => heard).toMatchObject([{ version }]);
    expect(liar.names()).toEqual(["createBlob", "putPart", "appendEntry"]);
    ending.abort();
  });

  it("goes on without a ticket, and asks for one when it needs it", async () => {
    liar.change("openFile", (reply) => ({ ...reply, ticket: null }));
    const { opened } = await open();
    const ending = new AbortController();
    watchDocument({ ...opened, signal: ending.signal, ...hearsNothing });
    await expect.poll(() => sockets.notes).toEqual([`/api/live/${node}`, "let in"]);
    expect(liar.names()).toEqual(["openFile", "getContent", "createLiveTicket"]);
    ending.abort();
  });

  it("looks for itself when the portal lets it into no socket", async () => {
    const { opened } = await open();
    liar.cut("createLiveTicket");
    const ending = new AbortController();
    takeTicket(opened);
    watchDocument({ ...opened, signal: ending.signal, ...hearsNothing });
    await expect.poll(() => liar.names()).toContain("getSpace");
    ending.abort();
  });
});
