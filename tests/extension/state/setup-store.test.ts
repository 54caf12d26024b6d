import { describe, expect, it } from "vitest";
import {
  createSetupStore,
  type SetupProgress,
  type SetupStep,
  type StepMemory,
} from "../../../extension/state/setup-store.ts";
import type { PendingSetup } from "../../../extension/vault/setup.ts";
import { AppError } from "../../../shared/errors.ts";
import { parsePortalOrigin } from "../../../shared/ids.ts";

const origin = parsePortalOrigin("http://127.0.0.1:8787");

/** A browser's history, and a vault that keeps what was begun over a reload. */
function world() {
  const entries: (SetupProgress | null)[] = [null];
  let listener: (progress: SetupProgress | null) => void = () => undefined;
  let kept: PendingSetup | null = null;
  let isOwned = false;
  const memory: StepMemory = {
    read: () => entries.at(-1) ?? null,
    push: (progress) => entries.push(progress),
    replace: (progress) => entries.splice(-1, 1, progress),
    back: () => {
      entries.pop();
      listener(entries.at(-1) ?? null);
    },
    onReturn: (callback) => {
      listener = callback;
    },
  };
  const core = {
    beginSetup: async ({ name, email }: { name: string; email: string }) => {
      const made = { origin, name, email, kit: "AAAA-BBBB-CCCC", askedGroups: [0, 2], isProven: false };
      kept = made;
      return made;
    },
    readPendingSetup: async () => kept,
    proveKit: async ({ groups }: { groups: Readonly<Record<number, string>> }) =>
      groups[0] === "AAAA" && groups[2] === "CCCC",
    finishSetup: async () => {
      if (isOwned) throw new AppError("SETUP_CLOSED");
      isOwned = true;
    },
  };
  const open = () => createSetupStore({ origin, core, memory, signal: new AbortController().signal });
  const startAt = async (step: SetupStep) => {
    const store = open();
    await store.start();
    store.setName(" Alice ");
    store.goOn();
    store.setEmail("alice@example.org");
    store.goOn();
    if (step === "passphrase") return store;
    await store.choosePassphrase("four unrelated words here");
    if (step === "proof") store.goOn();
    return store;
  };
  return { open, startAt, memory, takeOver: () => (isOwned = true) };
}

describe("setup", () => {
  it("leads alice from her name to a portal of her own", async () => {
    const store = await world().startAt("proof");
    expect(store.pending.value?.name).toBe("Alice");
    await store.proveKit({ 0: "AAAA", 2: "CCCC" });
    expect(store.progress.value.step).toBe("done");
    expect(store.pending.value).toBeNull();
  });

  it("lets nobody past the kit without it", async () => {
    const store = await world().startAt("proof");
    await store.proveKit({ 0: "AAAA", 2: "AAAA" });
    expect(store.isProofWrong.value).toBe(true);
    expect(store.progress.value.step).toBe("proof");
  });

  it("loses nothing on a reload, and shows the same kit again", async () => {
    const alice = world();
    const before = await alice.startAt("kit");
    const after = alice.open();
    await after.start();
    expect(after.progress.value).toEqual(before.progress.value);
    expect(after.pending.value?.kit).toBe("AAAA-BBBB-CCCC");
  });

  it("goes back a step with what was typed", async () => {
    const alice = world();
    const store = await alice.startAt("passphrase");
    store.back();
    expect(store.progress.value).toEqual({ step: "email", name: " Alice ", email: "alice@example.org" });
  });

  it("does not believe a history that claims a kit", async () => {
    const mallory = world();
    mallory.memory.push({ step: "proof", name: "Mallory", email: "mallory@example.org" });
    const store = mallory.open();
    await store.start();
    expect(store.progress.value.step).toBe("name");
  });

  it("says so when somebody else became the owner meanwhile, and keeps what was made", async () => {
    const alice = world();
    const store = await alice.startAt("proof");
    alice.takeOver();
    await store.proveKit({ 0: "AAAA", 2: "CCCC" });
    expect(store.code.value).toBe("SETUP_CLOSED");
    expect(store.progress.value.step).toBe("proof");
    expect(store.pending.value).not.toBeNull();
  });
});
