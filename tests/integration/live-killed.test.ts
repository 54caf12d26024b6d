import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import "../support/page-globals.ts";
import type { LiveSession } from "../../extension/live/live-session.ts";
import type { NodeId, PortalOrigin } from "../../shared/ids.ts";
import { PASSPHRASE, setUpAlice } from "../support/extension-world.ts";
import { type LastingServer, startLastingServer } from "../support/lasting-server.ts";
import { seedOf, textOf, typeInto } from "../support/live-text.ts";

/** The portal's process or the browser is killed while people write; only disks are as they were. */

let server: LastingServer;
let origin: PortalOrigin;

beforeAll(async () => {
  server = await startLastingServer();
  ({ origin } = await setUpAlice(server));
}, 90_000);
afterAll(() => server.kill());

async function join(node: NodeId, signal = new AbortController().signal): Promise<LiveSession> {
  const { openDocument } = await import("../../extension/files/document.ts");
  const { joinLive } = await import("../../extension/live/join-live.ts");
  const opened = await openDocument({ origin, node });
  return joinLive({ opened, name: "Alice", seed: seedOf, signal, onReplaced: () => undefined });
}

async function addFile(name: string): Promise<NodeId> {
  const alice = await import("../support/alice.ts");
  return alice.addFile(origin, name, "start. ");
}

/** Everything in memory is gone; the portal is connected, and locked until alice unlocks it. */
async function restartBrowser(): Promise<void> {
  const { memory: before } = await import("../support/memory-browser.ts");
  vi.resetModules();
  const { memory } = await import("../support/memory-browser.ts");
  for (const [key, value] of before.local.items) memory.local.items.set(key, value);
  for (const pattern of before.granted) memory.granted.add(pattern);
  const { unlock } = await import("../../extension/vault/unlock.ts");
  await unlock({ origin, kind: "passphrase", secret: PASSPHRASE });
}

const PATIENCE = { timeout: 40_000, interval: 200 };

describe("killed in the middle of typing", () => {
  it("the portal costs nobody a word", async () => {
    const node = await addFile("Portal.txt");
    const [one, two] = await Promise.all([join(node), join(node)]);
    typeInto(one, "before. ");
    await expect.poll(() => textOf(two)).toBe("start. before. ");
    for (let n = 0; n < 20; n++) typeInto(one, `${n} `);
    await server.kill();
    typeInto(one, "while away. ");
    typeInto(two, "here too. ");
    await expect.poll(() => [one.status, two.status], PATIENCE).toEqual(["connecting", "connecting"]);
    await server.start();
    await expect.poll(() => one.hasUnacked() || two.hasUnacked(), PATIENCE).toBe(false);
    await expect.poll(() => textOf(one) === textOf(two), PATIENCE).toBe(true);
    for (const words of ["before. ", "19 ", "while away. ", "here too. "])
      expect(textOf(one)).toContain(words);
    expect(textOf(one).match(/start/g)).toHaveLength(1);
    await one.close();
    await two.close();
  }, 90_000);

  it("the browser brings back what it could not send", async () => {
    const node = await addFile("Browser.txt");
    const ending = new AbortController();
    const one = await join(node, ending.signal);
    typeInto(one, "sent. ");
    await one.flush();
    await server.kill();
    await expect.poll(() => one.status, PATIENCE).toBe("connecting");
    typeInto(one, "not sent. ");
    await one.flush();
    await expect.poll(() => one.hasUnacked()).toBe(true);
    ending.abort();
    await server.start();
    await restartBrowser();
    const again = await join(node);
    expect(textOf(again)).toBe("start. sent. not sent. ");
    await expect.poll(() => again.hasUnacked(), PATIENCE).toBe(false);
    await again.close();
  }, 90_000);
});
