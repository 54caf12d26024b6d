import { afterAll, beforeAll, describe, expect, it } from "vitest";
import "../support/page-globals.ts";
import { openDocument } from "../../extension/files/document.ts";
import { joinLive } from "../../extension/live/join-live.ts";
import type { LiveSession } from "../../extension/live/live-session.ts";
import type { NodeId, PortalOrigin } from "../../shared/ids.ts";
import { addFile } from "../support/alice.ts";
import { setUpAlice } from "../support/extension-world.ts";
import { seedOf, textOf, typeInto } from "../support/live-text.ts";
import { startServer, type TestServer } from "../support/server.ts";

/** Several pages in one document, against the Worker as it is. */

let server: TestServer;
let origin: PortalOrigin;

beforeAll(async () => {
  server = await startServer();
  ({ origin } = await setUpAlice(server));
});
afterAll(() => server.close());

const join = async (node: NodeId, signal = new AbortController().signal): Promise<LiveSession> => {
  const opened = await openDocument({ origin, node });
  return joinLive({ opened, name: "Alice", seed: seedOf, signal, onReplaced: () => undefined });
};

describe("two pages in one document", () => {
  it("see each other's changes, and one text only", async () => {
    const node = await addFile(origin, "Together.txt", "start. ");
    const [one, two] = await Promise.all([join(node), join(node)]);
    await expect.poll(() => [one.status, two.status]).toEqual(["live", "live"]);
    typeInto(one, "one ");
    typeInto(two, "two ");
    await expect.poll(() => textOf(one)).toMatch(/^start\. (one two |two one )$/);
    await expect.poll(() => textOf(two) === textOf(one)).toBe(true);
    await expect.poll(() => [one.people().length, two.people().length]).toEqual([2, 2]);
    expect([one.isSaver(), two.isSaver()].filter(Boolean)).toHaveLength(1);
    await one.close();
    await two.close();
  });
});
