import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { permissionPatternOf } from "../../extension/api/permission.ts";
import { readEntries } from "../../extension/spaces/log-store.ts";
import { openPersonalSpace } from "../../extension/spaces/open-space.ts";
import { readPortalHead } from "../../extension/vault/about.ts";
import { lockNow, readLockState, readUnlockWait } from "../../extension/vault/lock.ts";
import {
  beginConnect,
  connectPortal,
  disconnectPortal,
  finishConnect,
  listPortals,
} from "../../extension/vault/portals.ts";
import { beginSetup, finishSetup, proveKit } from "../../extension/vault/setup.ts";
import { signIn } from "../../extension/vault/sign-in.ts";
import { unlock } from "../../extension/vault/unlock.ts";
import { toBase64Url } from "../../shared/bytes.ts";
import { type PortalOrigin, parsePortalOrigin } from "../../shared/ids.ts";
import { addFile } from "../support/alice.ts";
import { PASSPHRASE, setUpAlice } from "../support/extension-world.ts";
import { LyingServer } from "../support/lying-server.ts";
import { memory } from "../support/memory-browser.ts";
import { startServer, type TestServer } from "../support/server.ts";

let server: TestServer;
let origin: PortalOrigin;
let liar: LyingServer;

beforeAll(async () => {
  server = await startServer();
  liar = new LyingServer();
  ({ origin } = await setUpAlice(server));
});
afterEach(() => liar.repent());
afterAll(async () => {
  liar.close();
  await server.close();
});

describe("connecting a portal", () => {
  it("shows who one is there, and the head of its log", async () => {
    await openPersonalSpace(origin);
    const [portal] = await listPortals();
    expect(portal).toMatchObject({
      origin,
      account: { name: "Alice", email: "alice@example.com", slotKinds: ["passphrase", "kit"] },
    });
    expect(await readPortalHead(origin)).toEqual({ seq: 0, hash: portal?.portal });
  });

  it("may be done twice, by the popup and by the background", async () => {
    await beginConnect({ origin, tabId: 3 });
    await Promise.all([finishConnect(origin), finishConnect(origin)]);
    expect(await listPortals()).toHaveLength(1);
    expect(await readLockState(origin)).toBe("unlocked");
  });

  it("goes on to the Private Room from the front page, and stays with any other address", async () => {
    for (const [before, after] of [
      ["/", "/private"],
      ["/rooms", "/rooms"],
    ] as const) {
      memory.activeTab = origin + before;
      await beginConnect({ origin, tabId: 1 });
      await finishConnect(origin);
      expect(memory.activeTab).toBe(origin + after);
    }
  });

  it("is refused where another portal answers now", async () => {
    const portal = toBase64Url(new Uint8Array(32));
    liar.change("getPortal", (reply) => ({ ...reply, portal }));
    await expect(connectPortal(origin)).rejects.toMatchObject({ code: "PORTAL_CHANGED" });
    liar.change("getPortal", (reply) => ({ ...reply, portal: null }));
    await expect(connectPortal(origin)).rejects.toMatchObject({ code: "PORTAL_CHANGED" });
  });

  it("is refused where no portal answers, without the permission, and without a network", async () => {
    const other = createServer((_, response) => response.end("<html>hello</html>"));
    await new Promise<void>((ready) => other.listen(0, "127.0.0.1", ready));
    const elsewhere = parsePortalOrigin(`http://localhost:${(other.address() as AddressInfo).port}`);
    memory.granted.add(permissionPatternOf(elsewhere));
    await expect(connectPortal(elsewhere)).rejects.toMatchObject({ code: "NOT_A_PORTAL" });
    other.closeAllConnections();
    await new Promise((closed) => other.close(closed));
    await expect(connectPortal(elsewhere)).rejects.toMatchObject({ code: "OFFLINE" });
    memory.granted.delete(permissionPatternOf(elsewhere));
    await expect(connectPortal(elsewhere)).rejects.toMatchObject({ code: "PERMISSION_MISSING" });
    expect(await listPortals()).toHaveLength(1);
  });
});

describe("a setup link", () => {
  it("does not replace a portal that this browser knows", async () => {
    const setup = { origin, name: "Mallory", email: "mallory@example.com", passphrase: PASSPHRASE };
    const { kit, askedGroups } = await beginSetup(setup);
    const printed = kit.split("-");
    await proveKit({
      origin,
      groups: Object.fromEntries(askedGroups.map((group) => [group, printed[group] ?? ""])),
    });
    liar.repent();
    await expect(finishSetup({ origin, token: server.setupToken })).rejects.toMatchObject({
      code: "PORTAL_CHANGED",
    });
    expect(liar.names()).toEqual([]);
  });
});

describe("a wrong passphrase", () => {
  it("costs time, says nothing of what was wrong, and a right one ends the waiting", async () => {
    await lockNow();
    for (const secret of ["wrong", PASSPHRASE.toUpperCase(), ""])
      await expect(unlock({ origin, kind: "passphrase", secret })).rejects.toMatchObject({
        code: "UNLOCK_REFUSED",
      });
    expect((await readUnlockWait(origin))?.untilMs).toBeGreaterThan(Date.now());
    await expect(unlock({ origin, kind: "passphrase", secret: PASSPHRASE })).rejects.toMatchObject({
      code: "UNLOCK_WAIT",
    });
    await expect(
      signIn({ origin, email: "alice@example.com", kind: "passphrase", secret: PASSPHRASE }),
    ).rejects.toMatchObject({ code: "UNLOCK_WAIT" });
    memory.local.items.delete(`tries:${origin}`);
    await unlock({ origin, kind: "passphrase", secret: PASSPHRASE });
    expect(await readUnlockWait(origin)).toBeNull();
  });

  it("and an address that nobody has are refused alike", async () => {
    const attempt = { origin, kind: "passphrase", secret: "wrong but long enough" } as const;
    for (const email of ["alice@example.com", "nobody@example.com"])
      await expect(signIn({ ...attempt, email })).rejects.toMatchObject({ code: "LOGIN_REFUSED" });
    memory.local.items.delete(`tries:${origin}`);
  });
});

describe("disconnecting a portal", () => {
  it("leaves nothing of it in this browser", async () => {
    await addFile(origin, "Kept at the portal.txt");
    const { space } = await openPersonalSpace(origin);
    expect(await readEntries(origin, space)).not.toEqual([]);
    await disconnectPortal(origin);
    expect(await readLockState(origin)).toBe("notConnected");
    expect(await readEntries(origin, space)).toEqual([]);
    expect(memory.session.items.size).toBe(1);
    expect([...memory.session.items.keys()]).toEqual(["activity"]);
    expect([...memory.local.items.keys()]).toEqual(["locks"]);
    expect(memory.granted.size).toBe(0);
  });
});
