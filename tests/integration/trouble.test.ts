import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { discardDraft, keepDraft, openDocument, saveDocument } from "../../extension/files/document.ts";
import { openPersonalSpace } from "../../extension/spaces/open-space.ts";
import { lockNow, onLockStateChange } from "../../extension/vault/lock.ts";
import { unlock } from "../../extension/vault/unlock.ts";
import { asPlain, type Plain, utf8 } from "../../shared/bytes.ts";
import { addFile, lockAndForget } from "../support/alice.ts";
import { PASSPHRASE } from "../support/extension-world.ts";
import { openPrivateRoom, type PrivateRoomWorld } from "../support/private-room.ts";

/** Documents while sessions end, clocks are wrong, others are faster and the portal is away. */

let { server, origin, liar, room, settle, close } = {} as PrivateRoomWorld;
beforeAll(async () => {
  ({ server, origin, liar, room, settle, close } = await openPrivateRoom());
});
afterEach(() => settle());
afterAll(() => close());

const names = () => room.rows.value.map(({ name }) => name);

describe("a document while things go wrong", () => {
  it("is not saved with a wrong clock, and says so", async () => {
    const node = await addFile(origin, "Clock.txt", "x");
    const opened = await openDocument({ origin, node });
    const now = Date.now;
    const clock = vi.spyOn(Date, "now").mockImplementation(() => now() + 11 * 60_000);
    const saving = saveDocument({ opened, bytes: asPlain(utf8("y")) });
    await expect(saving).rejects.toMatchObject({ code: "CLOCK_WRONG" });
    clock.mockRestore();
    expect((await openDocument({ origin, node })).version).toBe(1);
  });

  it("is saved after the session has ended, without the person noticing", async () => {
    const node = await addFile(origin, "Session.txt", "x");
    const opened = await openDocument({ origin, node });
    await server.rows("UPDATE sessions SET expires_at_ms = 1");
    expect((await saveDocument({ opened, bytes: asPlain(utf8("y")) })).version).toBe(2);
    expect(liar.names()).toContain("createSession");
  });

  it("is not sent again when nothing changed", async () => {
    const node = await addFile(origin, "Unchanged.txt", "x");
    const opened = await openDocument({ origin, node });
    liar.repent();
    expect((await saveDocument({ opened, bytes: asPlain(utf8("x")) })).version).toBe(1);
    expect(liar.names()).toEqual([]);
  });

  it("keeps unsaved work that was still being written when everything was locked and its keys wiped", async () => {
    const node = await addFile(origin, "Late.txt", "saved");
    const opened = await openDocument({ origin, node });
    const written = Promise.withResolvers<Plain>();
    const ending = new AbortController();
    const sealed = new Promise<void>((resolve, reject) =>
      onLockStateChange(() => {
        keepDraft({ opened, bytes: written.promise }).then(resolve, reject);
      }, ending.signal),
    );
    await lockAndForget(origin);
    ending.abort();
    written.resolve(asPlain(utf8("unsaved")));
    await sealed;
    await unlock({ origin, kind: "passphrase", secret: PASSPHRASE });
    const again = await openDocument({ origin, node });
    expect(new TextDecoder().decode(again.draft?.bytes)).toBe("unsaved");
    await discardDraft(opened);
    await room.refresh();
  });

  it("keeps its unsaved work when it is locked in the middle, and gives it back", async () => {
    const node = await addFile(origin, "Locked.txt", "saved");
    const opened = await openDocument({ origin, node });
    const ending = new AbortController();
    const sealed = new Promise<void>((resolve, reject) =>
      onLockStateChange(
        () => keepDraft({ opened, bytes: asPlain(utf8("unsaved")) }).then(resolve, reject),
        ending.signal,
      ),
    );
    await lockNow();
    await sealed;
    ending.abort();
    await lockAndForget(origin);
    await expect(keepDraft({ opened, bytes: asPlain(utf8("too late")) })).rejects.toMatchObject({
      code: "LOCKED",
    });
    await expect.poll(() => room.state.value.status).toBe("locked");
    expect(names()).toEqual([]);
    await unlock({ origin, kind: "passphrase", secret: PASSPHRASE });
    const again = await openDocument({ origin, node });
    expect(new TextDecoder().decode(again.draft?.bytes)).toBe("unsaved");
    await room.refresh();
    expect(names()).toContain("Locked.txt");
  });

  it("opens from this browser's copy of the room while the portal is away, as far as that goes", async () => {
    await lockAndForget(origin);
    await unlock({ origin, kind: "passphrase", secret: PASSPHRASE });
    for (const name of ["getPortal", "getPortalLog", "getSpace", "createChallenge"] as const) liar.cut(name);
    await room.refresh();
    expect(room.state.value).toEqual({ status: "offline" });
    expect(names()).toContain("Locked.txt");
    liar.repent();
    await room.refresh();
    expect(room.state.value).toEqual({ status: "ready" });
  });

  it("waits for whoever was faster", async () => {
    const space = await openPersonalSpace(origin);
    let isFirst = true;
    liar.lie("appendEntry", (response) => {
      if (!isFirst) return response;
      isFirst = false;
      return Response.json({ error: { code: "HEAD_MOVED", requestId: "x" } }, { status: 409 });
    });
    const { seq } = space.state.head;
    await addFile(origin, "Race.txt");
    expect(space.state.head.seq).toBe(seq + 1);
  });
});
