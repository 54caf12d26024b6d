import { afterAll, beforeAll, describe, expect, it } from "vitest";
import "../support/page-globals.ts";
import { openDocument } from "../../extension/files/document.ts";
import { type DocumentNews, watchDocument } from "../../extension/files/watch-document.ts";
import { openPersonalSpace } from "../../extension/spaces/open-space.ts";
import { readKeys } from "../../extension/vault/keys.ts";
import { clientOf } from "../../extension/vault/session.ts";
import { toBase64Url } from "../../shared/bytes.ts";
import type { PortalOrigin } from "../../shared/ids.ts";
import { signEntry } from "../../shared/log/sign-entry.ts";
import { addFile } from "../support/alice.ts";
import { setUpAlice } from "../support/extension-world.ts";
import { LyingServer } from "../support/lying-server.ts";
import { startServer, type TestServer } from "../support/server.ts";

let server: TestServer;
let origin: PortalOrigin;
let liar: LyingServer;

beforeAll(async () => {
  server = await startServer();
  liar = new LyingServer();
  ({ origin } = await setUpAlice(server));
});
afterAll(async () => {
  liar.close();
  await server.close();
});

describe("an open document", () => {
  it("hears at once what another browser does to its file", async () => {
    const node = await addFile(origin, "Watched.txt", "one");
    await openDocument({ origin, node });
    liar.repent();
    const ending = new AbortController();
    const heard = new Promise<DocumentNews>((resolve) =>
      watchDocument({ origin, node, signal: ending.signal, onNewVersion: resolve }),
    );
    // Let in, it looks once more; from then on only the socket can tell it so soon
    await expect.poll(() => liar.names().filter((name) => name === "getSpace").length).toBeGreaterThan(1);
    expect(liar.names()).toContain("createLiveTicket");
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
    expect(await heard).toEqual({ version: null, byUser: null });
    ending.abort();
  });
});
