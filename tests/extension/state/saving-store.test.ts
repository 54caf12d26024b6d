import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { AUTOSAVE_IDLE_MS, TRIES_UNTIL_STUCK } from "../../../extension/state/saving-store.ts";
import { AUTOSAVE_LATEST_MS } from "../../../extension/state/saving-turn.ts";
import { AppError } from "../../../shared/errors.ts";
import { openDesk } from "../../support/saving-desk.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("saving", () => {
  it("waits until alice is still, then saves once", async () => {
    const { alice, store, type } = openDesk();
    type();
    expect(store.state.value).toBe("unsaved");
    await vi.advanceTimersByTimeAsync(AUTOSAVE_IDLE_MS - 1);
    type();
    await vi.advanceTimersByTimeAsync(AUTOSAVE_IDLE_MS - 1);
    expect(alice.saves).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(alice.saves).toEqual([2]);
    expect(store.state.value).toBe("saved");
    expect(alice.draft()).toBeNull();
  });

  it("does not wait longer than half a minute for a restless writer", async () => {
    const { alice, type } = openDesk();
    for (let passed = 0; passed <= AUTOSAVE_LATEST_MS; passed += 1_000) {
      type();
      await vi.advanceTimersByTimeAsync(1_000);
    }
    expect(alice.saves).toHaveLength(1);
  });

  it("saves what came while it was saving, in a second version", async () => {
    const { alice, store, type } = openDesk();
    type();
    const release = alice.hold();
    const saving = store.saveNow();
    await vi.advanceTimersByTimeAsync(0);
    expect(store.state.value).toBe("saving");
    type();
    release();
    await saving;
    expect(store.state.value).toBe("unsaved");
    await vi.advanceTimersByTimeAsync(AUTOSAVE_IDLE_MS);
    expect(alice.saves).toEqual([1, 2]);
  });

  it("saves nothing that is saved already", async () => {
    const { alice, store } = openDesk();
    await store.saveNow();
    expect(alice.saves).toEqual([]);
  });

  it("keeps the work sealed while the network is away and sends it when it is back", async () => {
    const { alice, store, type } = openDesk();
    alice.failWith("OFFLINE");
    type();
    await vi.advanceTimersByTimeAsync(AUTOSAVE_IDLE_MS);
    expect(store.state.value).toBe("offline");
    expect(alice.draft()).toBe(1);
    alice.failWith(null);
    await vi.advanceTimersByTimeAsync(AUTOSAVE_LATEST_MS);
    expect(store.state.value).toBe("saved");
    expect(alice.draft()).toBeNull();
  });

  it.each([
    ["OFFLINE", "offline"],
    ["STORAGE_FAILED", "failed"],
  ] as const)("says %s while it still tries, and keeps what is typed meanwhile", async (cause, shown) => {
    const { alice, store, type } = openDesk();
    const release = alice.hold(cause);
    type();
    await vi.advanceTimersByTimeAsync(AUTOSAVE_IDLE_MS);
    expect(store.state.value).toBe(shown);
    expect(store.code.value).toBe(cause);
    type();
    await vi.advanceTimersByTimeAsync(AUTOSAVE_IDLE_MS);
    expect(alice.draft()).toBe(2);
    release();
    await vi.advanceTimersByTimeAsync(AUTOSAVE_IDLE_MS);
    expect(alice.saves).toEqual([1, 2]);
    expect(store.state.value).toBe("saved");
  });

  it("never gives up for want of a network", async () => {
    const { alice, store, type } = openDesk();
    alice.failWith("OFFLINE");
    type();
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(store.isStuck.value).toBe(false);
  });

  it("asks for help after five failures, keeps the work, and still saves by hand", async () => {
    const { alice, store, type } = openDesk();
    alice.failWith("STORAGE_FAILED");
    type();
    await vi.advanceTimersByTimeAsync(600_000);
    expect(store.isStuck.value).toBe(true);
    expect(store.code.value).toBe("STORAGE_FAILED");
    expect(alice.draft()).toBe(1);
    alice.failWith(null);
    await store.saveNow();
    expect(store.state.value).toBe("saved");
    expect(store.isStuck.value).toBe(false);
    expect(TRIES_UNTIL_STUCK).toBe(5);
  });

  it("stops at a conflict and from then on keeps only the draft", async () => {
    const { alice, store, type } = openDesk();
    alice.failWith("VERSION_CONFLICT");
    type();
    await store.saveNow();
    expect(store.state.value).toBe("conflict");
    alice.failWith(null);
    type();
    await vi.advanceTimersByTimeAsync(AUTOSAVE_LATEST_MS);
    expect(alice.saves).toEqual([]);
    expect(alice.draft()).toBe(2);
  });

  it("keeps all that is on the screen when the file was shared from elsewhere, and tries no more", async () => {
    const { alice, store, type } = openDesk();
    alice.failWith("FILE_SHARED");
    const release = alice.hold();
    type();
    const saving = store.saveNow();
    await vi.advanceTimersByTimeAsync(0);
    type();
    release();
    await saving;
    expect([store.state.value, store.code.value, alice.draft()]).toEqual(["failed", "FILE_SHARED", 2]);
    alice.failWith(null);
    await vi.advanceTimersByTimeAsync(AUTOSAVE_LATEST_MS);
    expect(alice.saves).toEqual([]);
  });

  it("tells of a version from another tab: plainly while clean, as a conflict once alice has typed", () => {
    const { store, type } = openDesk();
    store.noteVersion(1);
    expect(store.newerVersion.value).toBeNull();
    store.noteVersion(2);
    expect(store.newerVersion.value).toBe(2);
    type();
    expect(store.state.value).toBe("conflict");
    expect(store.newerVersion.value).toBeNull();
  });

  it("does not take its own version for somebody else's", async () => {
    const { alice, store, type } = openDesk();
    type();
    const release = alice.hold();
    const saving = store.saveNow();
    await vi.advanceTimersByTimeAsync(0);
    store.noteVersion(2);
    release();
    await saving;
    expect(store.state.value).toBe("saved");
    expect(store.newerVersion.value).toBeNull();
  });

  it("saves a restored draft even if nothing more is typed", async () => {
    const { alice } = openDesk(true);
    await vi.advanceTimersByTimeAsync(AUTOSAVE_IDLE_MS);
    expect(alice.saves).toEqual([0]);
  });

  it("keeps the work before it locks and counts a locked save as not saved", async () => {
    const { alice, store, type } = openDesk();
    type();
    await store.keepWork();
    expect(alice.draft()).toBe(1);
    alice.failWith("LOCKED");
    await store.saveNow();
    expect(store.state.value).toBe("unsaved");
    expect(alice.draft()).toBe(1);
  });

  it("says when this browser cannot keep the work either, and saves all the same", async () => {
    const { alice, store, type } = openDesk();
    alice.core.keepDraft = async () => {
      throw new AppError("BROWSER_STORAGE_FULL");
    };
    type();
    await store.saveNow();
    expect(store.draftCode.value).toBe("BROWSER_STORAGE_FULL");
    expect(alice.saves).toEqual([1]);
  });

  it("does nothing more once the document is closed", async () => {
    const { alice, store, type } = openDesk();
    type();
    store.dispose();
    await vi.advanceTimersByTimeAsync(AUTOSAVE_LATEST_MS);
    expect(alice.saves).toEqual([]);
  });
});
