import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import "../support/page-globals.ts";
import { openDocument } from "../../extension/files/document.ts";
import { joinLive } from "../../extension/live/join-live.ts";
import type { LiveSession } from "../../extension/live/live-session.ts";
import { lookRound } from "../../extension/pages/editor/others-here.ts";
import type { NodeId, PortalOrigin } from "../../shared/ids.ts";
import { addFile } from "../support/alice.ts";
import { setUpAlice } from "../support/extension-world.ts";
import { seedOf } from "../support/live-text.ts";
import { startServer, type TestServer } from "../support/server.ts";

/** The look round of a page that is about to restore an older version under whoever is there. */

let server: TestServer;
let origin: PortalOrigin;
const sessions: LiveSession[] = [];

const join = async (node: NodeId): Promise<LiveSession> => {
  const opened = await openDocument({ origin, node });
  const { signal } = new AbortController();
  const session = await joinLive({
    opened,
    name: "Alice",
    seed: seedOf,
    signal,
    onReplaced: () => undefined,
  });
  sessions.push(session);
  return session;
};

beforeAll(async () => {
  server = await startServer();
  ({ origin } = await setUpAlice(server));
});
afterEach(async () => {
  vi.unstubAllGlobals();
  for (const session of sessions.splice(0)) await session.close();
});
afterAll(() => server.close());

/** As behind a proxy that lets sockets not through, and everything else. */
function blockSockets(): void {
  class Blocked extends WebSocket {
    constructor() {
      super("ws://127.0.0.1:9");
    }
  }
  vi.stubGlobal("WebSocket", Blocked);
}

describe("before a version is restored", () => {
  it("alice hears of whoever has the document open, and that nobody has", async () => {
    const node = await addFile(origin, "Together.txt", "start. ");
    expect(await lookRound(await join(node))).toBe("nobody");
    expect(await lookRound(await join(node))).toBe("others");
  });

  it("alice is not told that nobody is there by a page whose socket is blocked", async () => {
    const node = await addFile(origin, "Blocked.txt", "start. ");
    await join(node);
    blockSockets();
    const apart = await join(node);
    expect(apart.people().filter(({ isSelf }) => !isSelf)).toEqual([]);
    expect(await lookRound(apart)).toBe("unknown");
  });
});
