import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import "../support/page-globals.ts";
import { createPrivateRoomStore, type PrivateRoomStore } from "../../extension/files/private-room.ts";
import type { PortalOrigin } from "../../shared/ids.ts";
import { setUpAlice } from "../support/extension-world.ts";
import { startServer, type TestServer } from "../support/server.ts";
import { failReads, failWrites } from "../support/troubled-database.ts";

/** What a page does when the browser keeps nothing more for it. */

let server: TestServer;
let origin: PortalOrigin;
let room: PrivateRoomStore;
let repair = () => {};
beforeAll(async () => {
  server = await startServer();
  ({ origin } = await setUpAlice(server));
  room = createPrivateRoomStore(origin);
  await room.createFolder("Letters");
});
afterEach(() => {
  repair();
  vi.useRealTimers();
});
afterAll(async () => {
  room.dispose();
  await server.close();
});

const names = () => room.rows.value.map(({ name }) => name);

describe("a browser whose storage is full", () => {
  it("sends nothing that it cannot note before, and says so", async () => {
    repair = failWrites({ name: "QuotaExceededError" });
    await expect(room.createFolder("Plans")).rejects.toMatchObject({ code: "BROWSER_STORAGE_FULL" });
    repair();
    await room.refresh();
    expect(names()).toEqual(["Letters"]);
  });

  it("does not call undone what the portal has, though it cannot note that", async () => {
    repair = failWrites({ name: "QuotaExceededError", after: 1 });
    await room.createFolder("Plans");
    expect(names()).toEqual(["Letters", "Plans"]);
    repair();
    await room.createFolder("Sketches");
    expect(names()).toEqual(["Letters", "Plans", "Sketches"]);
    const later = createPrivateRoomStore(origin);
    await later.refresh();
    expect(later.rows.value.map(({ name }) => name)).toEqual(names());
    later.dispose();
  });
});

describe("a browser whose database stumbles", () => {
  it("keeps the list in sight, says why it is not new, and goes on when it works again", async () => {
    await room.refresh();
    repair = failReads("UnknownError");
    vi.setSystemTime(Date.now() + 60_000); // time to look at the portal
    await room.refresh();
    expect(room.state.value).toEqual({ status: "offline", code: "BROWSER_STORAGE_BROKEN" });
    expect(names()).toContain("Letters");
    repair();
    await room.refresh();
    expect(room.state.value).toEqual({ status: "ready" });
  });

  it("is not called full when it goes on", async () => {
    repair = failWrites({ name: "UnknownError" });
    await expect(room.createFolder("Notes")).rejects.toMatchObject({ code: "BROWSER_STORAGE_BROKEN" });
  });

  it("is asked once more, and nobody notices", async () => {
    repair = failWrites({ name: "UnknownError", times: 1 });
    await room.createFolder("Drawings");
    expect(room.state.value).toEqual({ status: "ready" });
    expect(names()).toEqual(["Drawings", "Letters", "Plans", "Sketches"]);
  });
});
