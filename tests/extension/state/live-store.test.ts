import { describe, expect, it } from "vitest";
import type { LiveSession, PersonHere } from "../../../extension/live/live-session.ts";
import { createLiveStore, sharedWorkOf } from "../../../extension/state/live-store.ts";
import { createUserId } from "../../../shared/ids.ts";

const [alice, bob] = [createUserId(), createUserId()];
const person = (user: PersonHere["user"], name: string): PersonHere => ({
  user,
  name,
  color: "#1f6feb",
  isSelf: user === alice,
  mayWrite: true,
  isOther: false,
});

/** Alice's session; `set` changes what it says and tells. */
function session() {
  const listeners = new Set<() => void>();
  const says = {
    status: "live" as LiveSession["status"],
    trouble: null as LiveSession["trouble"],
    mayWrite: true,
    refused: 0,
    isFull: false,
    isLacking: false,
    isUnjudged: false,
    people: [person(alice, "Alice")],
    isSaver: true,
    unacked: false,
  };
  const made = {
    get status() {
      return says.status;
    },
    get trouble() {
      return says.trouble;
    },
    get mayWrite() {
      return says.mayWrite;
    },
    get refused() {
      return says.refused;
    },
    get isLacking() {
      return says.isLacking;
    },
    get isUnjudged() {
      return says.isUnjudged;
    },
    get isFull() {
      return says.isFull;
    },
    people: () => says.people,
    isSaver: () => says.isSaver,
    hasUnacked: () => says.unacked,
    hasUnsaved: () => false,
    isOwnSave: () => false,
    onChange: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const set = (change: Partial<typeof says>): void => {
    Object.assign(says, change);
    for (const listener of listeners) listener();
  };
  return { live: made as unknown as LiveSession, set };
}

describe("what a page shows of a live session", () => {
  it("is everybody else, once, however many windows bob has", () => {
    const { live, set } = session();
    const store = createLiveStore(live, () => undefined);
    expect(store.others.value).toEqual([]);
    set({ people: [person(alice, "Alice"), person(bob, "Bob"), person(bob, "Bob")] });
    expect(store.others.value.map(({ name }) => name)).toEqual(["Bob"]);
  });

  it("says when alice may write no more, and how much did not verify", () => {
    const { live, set } = session();
    const store = createLiveStore(live, () => undefined);
    set({ mayWrite: false, refused: 2, status: "connecting" });
    expect([store.mayWrite.value, store.refused.value, store.status.value]).toEqual([false, 2, "connecting"]);
  });

  it.each([
    ["connecting", "STORAGE_FAILED", "STORAGE_FAILED"],
    ["connecting", "OFFLINE", null],
    ["connecting", null, null],
    ["alone", "STORAGE_FAILED", null],
  ] as const)("says why the line is down: %s, %s", (status, trouble, said) => {
    const { live, set } = session();
    const store = createLiveStore(live, () => undefined);
    set({ status, trouble });
    expect(store.trouble.value).toBe(said);
    set({ status: "live", trouble: null });
    expect(store.trouble.value).toBeNull();
  });

  it("says that something never came to alice's page, and then nothing is saved from it", () => {
    const { live, set } = session();
    const store = createLiveStore(live, () => undefined);
    expect([store.isLacking.value, sharedWorkOf(live).mayWrite()]).toEqual([false, true]);
    set({ isLacking: true });
    const shared = sharedWorkOf(live);
    expect([store.isLacking.value, shared.mayWrite(), shared.isCarried()]).toEqual([true, false, false]);
  });

  it("is only read where alice may not write, and while others' session cannot be judged yet", () => {
    const { live, set } = session();
    const store = createLiveStore(live, () => undefined);
    expect(store.isReadOnly.value).toBe(false);
    set({ isUnjudged: true });
    expect([store.isReadOnly.value, store.mayWrite.value]).toEqual([true, true]);
    set({ isUnjudged: false, mayWrite: false });
    expect([store.isReadOnly.value, store.mayWrite.value]).toEqual([true, false]);
  });

  it("asks for a save once when the portal keeps nothing more", () => {
    const { live, set } = session();
    let asked = 0;
    createLiveStore(live, () => asked++);
    set({ isFull: true });
    set({ isFull: true });
    expect(asked).toBe(1);
  });

  it("would lose something by closing when alice saves for all, or has what nobody else has", () => {
    const { live, set } = session();
    const store = createLiveStore(live, () => undefined);
    expect(store.isLosing()).toBe(true);
    set({ isSaver: false });
    expect(store.isLosing()).toBe(false);
    set({ unacked: true });
    expect(store.isLosing()).toBe(true);
  });

  it("is silent once it is closed", () => {
    const { live, set } = session();
    const store = createLiveStore(live, () => undefined);
    store.dispose();
    set({ refused: 1 });
    expect(store.refused.value).toBe(0);
  });
});

describe("a session as saving sees it", () => {
  it.each([
    ["live", true, false],
    ["connecting", false, false],
    ["alone", false, false],
    ["apart", false, true],
  ] as const)("%s: carried %s, apart %s", (status, isCarried, isApart) => {
    const { live, set } = session();
    set({ status });
    const shared = sharedWorkOf(live);
    expect([shared.isCarried(), shared.isApart()]).toEqual([isCarried, isApart]);
  });
});
