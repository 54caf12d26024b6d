import { beforeEach, describe, expect, it } from "vitest";
import { answer } from "../../../extension/background/handlers.ts";
import { watchPortals } from "../../../extension/background/portal-scripts.ts";
import { portalRecord } from "../../../extension/vault/records.ts";
import { parsePortalOrigin } from "../../../shared/ids.ts";
import { memory } from "../../support/memory-browser.ts";

const origin = parsePortalOrigin("https://portal.example");
const page = { id: "memory", url: `${location.origin}/files.html` };
const portal = { id: "memory", url: `${origin}/news`, frameId: 0, tab: { id: 3, index: 0 } };
const ask = (message: unknown, sender: unknown) => answer(message, sender as never);

beforeEach(async () => {
  memory.reset();
  memory.granted.add("https://portal.example/*");
  await portalRecord(origin).write({ origin, portal: null, account: null });
});

describe("messages", () => {
  it("of a page lock everything", async () => {
    memory.session.items.set("unlocked:x", "{}");
    expect(await ask({ message: "lockNow", body: {} }, page)).toEqual({ ok: true, value: null });
    expect(memory.session.items.size).toBe(0);
  });

  it("of a connected portal's page get the portals' addresses, and nothing else does", async () => {
    const listed = { ok: true, value: [origin] };
    const refused = { ok: false, code: "RIGHT_MISSING" };
    const message = { message: "listOrigins", body: {} };
    expect(await ask(message, portal)).toEqual(listed);
    expect(await ask(message, { ...portal, frameId: 7 })).toEqual(refused);
    expect(await ask(message, { ...portal, url: "https://evil.example/" })).toEqual(refused);
    expect(await ask(message, { ...portal, url: "https://portal.example.evil/" })).toEqual(refused);
    expect(await ask(message, { ...portal, url: "https://sub.portal.example/" })).toEqual(refused);
    expect(await ask(message, { ...portal, id: "another-extension" })).toEqual(refused);
    expect(await ask(message, { ...portal, url: undefined })).toEqual(refused);
  });

  it("of a portal's page cannot do what pages may (A64)", async () => {
    memory.session.items.set("unlocked:x", "{}");
    for (const message of ["lockNow", "portalConnected", "portalDisconnected"])
      expect(await ask({ message, body: message === "lockNow" ? {} : { origin } }, portal)).toMatchObject({
        ok: false,
      });
    expect(memory.session.items.size).toBe(1);
  });

  it.each([
    [null],
    ["lockNow"],
    [{ message: "constructor", body: {} }],
    [{ message: "__proto__", body: {} }],
    [{ message: "lockNow" }],
    [{ message: "lockNow", body: { more: 1 } }],
    [{ message: "lockNow", body: {}, more: 1 }],
    [{ message: "portalConnected", body: { origin: "https://portal.example/path" } }],
    [{ message: "portalConnected", body: { origin: "javascript:alert(1)" } }],
    [{ message: "openInTab", body: { address: `${origin}/private`, isActive: "yes" } }],
  ])("that are not of the table get no answer: %j", (message) => {
    expect(ask(message, page)).toBeUndefined();
  });

  it("open a private address beside the portal's tab, and no other address", async () => {
    const body = { address: `${origin}/private`, isActive: true };
    expect(await ask({ message: "openInTab", body }, portal)).toEqual({ ok: true, value: null });
    const elsewhere = { ...body, address: "https://evil.example/private" };
    expect(await ask({ message: "openInTab", body: elsewhere }, portal)).toEqual({
      ok: false,
      code: "NOT_A_PORTAL",
    });
    expect(memory.openedTabs).toHaveLength(1);
    expect(memory.openedTabs[0]).toMatch(/\/files\.html#https%3A%2F%2Fportal\.example\/$/);
  });
});

describe("the content script", () => {
  it("is on connected and allowed portals only", async () => {
    await watchPortals();
    await watchPortals();
    expect([...memory.scripts.values()].map(({ matches }) => matches)).toEqual([
      ["https://portal.example/*"],
    ]);
    memory.granted.clear();
    await watchPortals();
    expect(memory.scripts.size).toBe(0);
    memory.granted.add("https://portal.example/*");
    await watchPortals();
    await portalRecord(origin).remove();
    await watchPortals();
    expect(memory.scripts.size).toBe(0);
  });
});
