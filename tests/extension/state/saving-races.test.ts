import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openDesk } from "../../support/saving-desk.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("a newer version that was seen while alice saved", () => {
  it("is offered once her save is done", async () => {
    const { alice, store, type } = openDesk();
    type();
    const release = alice.hold();
    const saving = store.saveNow();
    await vi.advanceTimersByTimeAsync(0);
    store.noteVersion(3);
    expect(store.newerVersion.value).toBeNull();
    release();
    await saving;
    expect([store.state.value, store.newerVersion.value]).toEqual(["saved", 3]);
  });

  it("is a conflict with what she typed meanwhile", async () => {
    const { alice, store, type } = openDesk();
    type();
    const release = alice.hold();
    const saving = store.saveNow();
    await vi.advanceTimersByTimeAsync(0);
    type();
    store.noteVersion(3);
    release();
    await saving;
    expect(store.state.value).toBe("conflict");
  });
});

describe("two who save at once", () => {
  it("are one save, so that alice is in no conflict with herself", async () => {
    const { alice, store, type } = openDesk();
    type();
    const release = alice.hold();
    const first = store.saveNow();
    const others = [store.saveNow(), store.saveNow()];
    await vi.advanceTimersByTimeAsync(0);
    type();
    release();
    await Promise.all([first, ...others]);
    expect(alice.mostAtOnce()).toBe(1);
    expect(store.state.value).toBe("saved");
  });

  it("are saved when the draft is gone, so that whoever opens the document then finds none", async () => {
    const { alice, store, type } = openDesk();
    const drafts: (number | null)[] = [];
    store.state.subscribe((state) => {
      if (state === "saved") drafts.push(alice.draft());
    });
    type();
    await store.saveNow();
    expect(alice.saves).toEqual([1]);
    expect(drafts).toEqual([null, null]);
  });

  it("do not take away the draft of what alice typed meanwhile", async () => {
    const { alice, store, type } = openDesk();
    type();
    const release = alice.hold();
    const saving = store.saveNow();
    await vi.advanceTimersByTimeAsync(0);
    type();
    await store.keepWork();
    release();
    await saving;
    expect(alice.draft()).toBe(2);
    expect(store.state.value).toBe("unsaved");
  });
});
