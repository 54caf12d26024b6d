import { describe, expect, it } from "vitest";
import {
  createSetupStore,
  INVITED_STEPS,
  type SetupStep,
  type StepMemory,
} from "../../../extension/state/setup-store.ts";
import type { PendingSetup } from "../../../extension/vault/setup.ts";
import type { SetupAnswers } from "../../../extension/vault/setup-answers.ts";
import { AppError } from "../../../shared/errors.ts";
import { type PortalOrigin, parsePortalOrigin } from "../../../shared/ids.ts";

const origin = parsePortalOrigin("http://127.0.0.1:8787");

/** A browser's history, and a vault that keeps what was begun over a reload. */
function world() {
  const entries: (SetupStep | null)[] = [null];
  let answers: SetupAnswers | null = null;
  let listener: (step: SetupStep | null) => void = () => undefined;
  let kept: PendingSetup | null = null;
  let isOwned = false;
  const memory: StepMemory = {
    read: () => entries.at(-1) ?? null,
    push: (step) => void entries.push(step),
    replace: (step) => void entries.splice(-1, 1, step),
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
    readSetupAnswers: async () => answers,
    keepSetupAnswers: async (_: PortalOrigin, given: SetupAnswers) => {
      answers = given;
    },
    forgetSetupAnswers: async () => {
      answers = null;
    },
    proveKit: async ({ groups }: { groups: Readonly<Record<number, string>> }) => {
      if (!kept) throw new AppError("LOCKED");
      return groups[0] === "AAAA" && groups[2] === "CCCC";
    },
    finishSetup: async () => {
      if (isOwned) throw new AppError("SETUP_CLOSED");
      isOwned = true;
    },
  };
  const place = { origin, core, memory, signal: new AbortController().signal };
  const open = () => createSetupStore(place);
  const openInvited = (email: string) => createSetupStore({ ...place, steps: INVITED_STEPS, email });
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
  const lock = () => {
    kept = null;
  };
  return { open, openInvited, startAt, memory, lock, takeOver: () => (isOwned = true) };
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
    expect(after.progress.value.step).toBe(before.progress.value.step);
    expect(after.pending.value?.kit).toBe("AAAA-BBBB-CCCC");
  });

  it("brings back what was typed before a reload, from memory and not from the history", async () => {
    const alice = world();
    await alice.startAt("passphrase");
    const after = alice.open();
    await after.start();
    expect(after.progress.value).toEqual({ step: "passphrase", name: " Alice ", email: "alice@example.org" });
  });

  it("goes back a step with what was typed", async () => {
    const alice = world();
    const store = await alice.startAt("passphrase");
    store.back();
    expect(store.progress.value).toEqual({ step: "email", name: " Alice ", email: "alice@example.org" });
  });

  it("does not believe a history that claims a kit", async () => {
    const mallory = world();
    mallory.memory.push("proof");
    const store = mallory.open();
    await store.start();
    expect(store.progress.value.step).toBe("name");
  });

  it("asks for the passphrase again when a lock has forgotten the kit", async () => {
    const alice = world();
    const store = await alice.startAt("proof");
    alice.lock();
    await store.proveKit({ 0: "AAAA", 2: "CCCC" });
    expect(store.progress.value).toMatchObject({ step: "passphrase", email: "alice@example.org" });
    expect(store.code.value).toBe("LOCKED");
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

describe("joining", () => {
  it("shows bob the offer first and suggests the address that he was invited by", async () => {
    const store = world().openInvited("bob@example.org");
    await store.start();
    expect(store.progress.value).toEqual({ step: "offer", name: "", email: "bob@example.org" });
    expect([store.numberOf("offer"), store.numberOf("proof"), store.total]).toEqual([1, 6, 6]);
    store.goOn();
    expect(store.progress.value.step).toBe("name");
  });

  it("lets him take another address when the first is somebody's, and makes a new kit for it", async () => {
    const bob = world();
    const store = bob.openInvited("");
    await store.start();
    for (const enter of [() => {}, () => store.setName("Bob"), () => store.setEmail("alice@example.org")]) {
      enter();
      store.goOn();
    }
    await store.choosePassphrase("four unrelated words here");
    store.goOn();
    store.changeEmail();
    expect(store.progress.value).toMatchObject({ step: "email", name: "Bob" });
    store.setEmail("bob@example.org");
    store.goOn();
    await store.choosePassphrase("four unrelated words here");
    expect(store.pending.value).toMatchObject({ email: "bob@example.org", isProven: false });
    expect(store.progress.value.step).toBe("kit");
  });
});
