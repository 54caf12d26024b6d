import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { AUTOSAVE_IDLE_MS, createSavingStore, SAVED_NEWS_MS } from "../../../extension/state/saving-store.ts";
import { ELECTED_PATIENCE_MS, PATIENCE_SPREAD_MS } from "../../../extension/state/saving-turn.ts";
import { asPlain } from "../../../shared/bytes.ts";

/** Alice's page in a session with bob, who may be the one that saves. */
function session(given: { isSaver: boolean; isApart?: boolean; hasUnsaved?: boolean }) {
  const listeners = new Set<() => void>();
  const own = new Set<number>();
  const saves: number[] = [];
  const drafts: string[] = [];
  let revision = 0;
  let hurried = 0;
  let hasUnsaved = given.hasUnsaved ?? false;
  const tell = () => {
    for (const listener of listeners) listener();
  };
  const shared = {
    isSaver: given.isSaver,
    isCarried: !given.isApart,
    isApart: given.isApart ?? false,
    mayWrite: true,
    isFull: false,
  };
  const store = createSavingStore({
    version: 1,
    editor: {
      revision: () => revision,
      exportBytes: async () => ({ bytes: asPlain(new Uint8Array([revision])), revision }),
    },
    core: {
      save: async ({ bytes: [first = 0] }) => {
        saves.push(first);
        hasUnsaved = false;
        return { version: saves.length + 1, savedAtMs: 9 };
      },
      keepDraft: async () => void drafts.push("kept"),
      discardDraft: async () => undefined,
    },
    shared: {
      isSaver: () => shared.isSaver,
      isCarried: () => shared.isCarried,
      isApart: () => shared.isApart,
      mayWrite: () => shared.mayWrite,
      isFull: () => shared.isFull,
      hasUnsaved: () => hasUnsaved,
      isOwnSave: (version) => own.has(version),
      hurry: () => void hurried++,
      onChange: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
  });
  return {
    store,
    saves,
    drafts,
    hurried: () => hurried,
    type: () => {
      revision += 1;
      hasUnsaved = true;
      store.edited();
      tell();
    },
    bobSaves: (version: number) => {
      own.add(version);
      hasUnsaved = false;
      tell();
    },
    partWays: () => {
      Object.assign(shared, { isCarried: false, isApart: true });
      tell();
    },
    become: (change: Partial<typeof shared>) => {
      Object.assign(shared, change);
      tell();
    },
    bobLeaves: () => {
      shared.isSaver = true;
      tell();
    },
  };
}

describe("saving a document that several write", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("is alice's choice from the start when she opens what an older session left unsaved", () => {
    const alice = session({ isSaver: true, isApart: true, hasUnsaved: true });
    expect(alice.store.isDirty()).toBe(true);
    expect(alice.store.state.value).toBe("conflict");
  });

  it("is done by alice when she is elected, without a draft", async () => {
    const alice = session({ isSaver: true });
    alice.type();
    await vi.advanceTimersByTimeAsync(AUTOSAVE_IDLE_MS);
    expect([alice.saves, alice.drafts]).toEqual([[1], []]);
    expect(alice.store.state.value).toBe("saved");
  });

  it("is left to bob when he is; alice hears that it is saved", async () => {
    const alice = session({ isSaver: false });
    alice.type();
    await vi.advanceTimersByTimeAsync(ELECTED_PATIENCE_MS / 2);
    await alice.store.saveNow();
    expect([alice.saves, alice.store.state.value]).toEqual([[], "unsaved"]);
    alice.bobSaves(2);
    expect(alice.store.state.value).toBe("saved");
    expect(alice.store.isDirty()).toBe(false);
  });

  it("has the portal asked again at once when alice wants it while her line is down, and keeps a draft", async () => {
    const alice = session({ isSaver: false });
    alice.become({ isCarried: false, mayWrite: false });
    alice.type();
    expect(alice.hurried()).toBe(0);
    await alice.store.saveNow(true);
    expect([alice.hurried(), alice.saves, alice.drafts]).toEqual([1, [], ["kept"]]);
    alice.become({ isCarried: true, mayWrite: true });
    await vi.advanceTimersByTimeAsync(AUTOSAVE_IDLE_MS);
    expect([alice.saves, alice.store.state.value]).toEqual([[1], "saved"]);
  });

  it("is taken over when bob leaves", async () => {
    const alice = session({ isSaver: false });
    alice.type();
    await vi.advanceTimersByTimeAsync(ELECTED_PATIENCE_MS / 2);
    alice.bobLeaves();
    await vi.advanceTimersByTimeAsync(AUTOSAVE_IDLE_MS);
    expect(alice.saves).toEqual([1]);
  });

  it("is done by alice, too, when mallory is elected and never saves", async () => {
    const alice = session({ isSaver: false });
    alice.type();
    await vi.advanceTimersByTimeAsync(ELECTED_PATIENCE_MS - 1);
    expect([alice.saves, alice.store.isLate()]).toEqual([[], false]);
    await vi.advanceTimersByTimeAsync(PATIENCE_SPREAD_MS + 1);
    expect([alice.saves, alice.store.state.value, alice.store.isLate()]).toEqual([[1], "saved", false]);
  });

  it("is done by alice, too, when she never stops typing while mallory does not save", async () => {
    const alice = session({ isSaver: false });
    for (let ms = 0; ms <= ELECTED_PATIENCE_MS + PATIENCE_SPREAD_MS; ms += 1_000) {
      alice.type();
      await vi.advanceTimersByTimeAsync(1_000);
    }
    expect(alice.saves).toHaveLength(1);
  });

  it("is left to bob as long as he saves, however long alice types", async () => {
    const alice = session({ isSaver: false });
    for (let version = 2; version < 8; version++) {
      alice.type();
      await vi.advanceTimersByTimeAsync(ELECTED_PATIENCE_MS / 2);
      alice.bobSaves(version);
      alice.type();
      alice.store.noteVersion(version);
    }
    expect([alice.saves, alice.store.isLate()]).toEqual([[], false]);
  });

  it("is late, and done by nobody, where eve may only read", async () => {
    const eve = session({ isSaver: false });
    eve.become({ mayWrite: false });
    eve.type();
    await vi.advanceTimersByTimeAsync(ELECTED_PATIENCE_MS * 2);
    await eve.store.saveNow(true);
    expect([eve.saves, eve.store.isLate()]).toEqual([[], true]);
  });

  it("is done at once by alice when she asks for it, whoever is elected", async () => {
    const alice = session({ isSaver: false });
    alice.type();
    await alice.store.saveNow(true);
    expect([alice.saves, alice.store.state.value]).toEqual([[1], "saved"]);
    alice.type();
    await vi.advanceTimersByTimeAsync(ELECTED_PATIENCE_MS / 2);
    expect(alice.saves).toEqual([1]);
  });

  it("is done as alice asked once she reaches the others again", async () => {
    const alice = session({ isSaver: false });
    alice.become({ mayWrite: false });
    alice.type();
    await alice.store.saveNow(true);
    expect(alice.saves).toEqual([]);
    alice.become({ mayWrite: true });
    await vi.advanceTimersByTimeAsync(AUTOSAVE_IDLE_MS);
    expect(alice.saves).toEqual([1]);
  });

  it("is soon done by alice when the session is full, unless bob was first", async () => {
    const [alice, carol] = [session({ isSaver: false }), session({ isSaver: false })];
    for (const one of [alice, carol]) {
      one.type();
      one.become({ isFull: true });
    }
    await vi.advanceTimersByTimeAsync(AUTOSAVE_IDLE_MS - 1);
    carol.bobSaves(2);
    await vi.advanceTimersByTimeAsync(PATIENCE_SPREAD_MS + 1);
    expect([alice.saves, carol.saves]).toEqual([[1], []]);
  });

  it("takes bob's version for no conflict, also when it is seen before his word", async () => {
    const alice = session({ isSaver: false });
    alice.type();
    alice.store.noteVersion(2);
    await vi.advanceTimersByTimeAsync(SAVED_NEWS_MS / 2);
    alice.bobSaves(2);
    await vi.advanceTimersByTimeAsync(SAVED_NEWS_MS);
    expect(alice.store.state.value).toBe("saved");
    expect(alice.store.newerVersion.value).toBe(null);
  });

  it("asks alice what to do when her changes do not fit into what bob began meanwhile", () => {
    const alice = session({ isSaver: true });
    alice.type();
    alice.partWays();
    expect(alice.store.state.value).toBe("conflict");
  });

  it("tells of a version from outside the session", async () => {
    const alice = session({ isSaver: false });
    alice.store.noteVersion(2);
    await vi.advanceTimersByTimeAsync(SAVED_NEWS_MS);
    expect(alice.store.newerVersion.value).toBe(2);
  });
});
