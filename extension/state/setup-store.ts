import { type ReadonlySignal, signal } from "@preact/signals";
import type { ErrorCode } from "../../shared/errors.ts";
import type { PortalOrigin } from "../../shared/ids.ts";
import type { PendingSetup } from "../vault/setup.ts";
import type { SetupAnswers } from "../vault/setup-answers.ts";
import { codeOf } from "./error-code.ts";

export type SetupStep = "name" | "email" | "passphrase" | "kit" | "proof" | "done";

/** Where one is. The passphrase is in no part of it. */
export interface SetupProgress {
  readonly step: SetupStep;
  readonly name: string;
  readonly email: string;
}

/**
 * Where the steps are remembered: the browser's history, so that its Back button works as ours does. Only the step
 * stands there, since browsers write histories to the disk; the answers wait in the vault.
 */
export interface StepMemory {
  read(): SetupStep | null;
  push(step: SetupStep): void;
  replace(step: SetupStep): void;
  back(): void;
  /** Calls with what was remembered when the person goes back or forward. */
  onReturn(callback: (step: SetupStep | null) => void, signal: AbortSignal): void;
}

/** What this store needs of extension/vault. */
export interface SetupCore {
  readSetupAnswers(origin: PortalOrigin): Promise<SetupAnswers | null>;
  keepSetupAnswers(origin: PortalOrigin, answers: SetupAnswers): Promise<void>;
  forgetSetupAnswers(origin: PortalOrigin): Promise<void>;
  beginSetup(request: {
    readonly origin: PortalOrigin;
    readonly name: string;
    readonly email: string;
    readonly passphrase: string;
  }): Promise<PendingSetup>;
  readPendingSetup(origin: PortalOrigin): Promise<PendingSetup | null>;
  proveKit(request: {
    readonly origin: PortalOrigin;
    readonly groups: Readonly<Record<number, string>>;
  }): Promise<boolean>;
  finishSetup(request: { readonly origin: PortalOrigin }): Promise<unknown>;
}

export interface SetupStore {
  readonly progress: ReadonlySignal<SetupProgress>;
  readonly pending: ReadonlySignal<PendingSetup | null>;
  readonly code: ReadonlySignal<ErrorCode | null>;
  /** The groups typed last were not those of the kit. */
  readonly isProofWrong: ReadonlySignal<boolean>;
  readonly isWorking: ReadonlySignal<boolean>;
  start(): Promise<void>;
  setName(name: string): void;
  setEmail(email: string): void;
  /** From a step that only asks, on to the next. */
  goOn(): void;
  back(): void;
  choosePassphrase(passphrase: string): Promise<void>;
  proveKit(groups: Readonly<Record<number, string>>): Promise<void>;
}

export interface SetupStoreOptions {
  readonly origin: PortalOrigin;
  readonly core: SetupCore;
  readonly memory: StepMemory;
  readonly signal: AbortSignal;
}

const FIRST: SetupProgress = { step: "name", name: "", email: "" };
const NEXT: Readonly<Partial<Record<SetupStep, SetupStep>>> = {
  name: "email",
  email: "passphrase",
  kit: "proof",
};

/** The questions of setup in their order. Nobody gets past the kit without proving that it was kept. */
export function createSetupStore({ origin, core, memory, signal: ending }: SetupStoreOptions): SetupStore {
  const progress = signal(FIRST);
  const pending = signal<PendingSetup | null>(null);
  const code = signal<ErrorCode | null>(null);
  const isProofWrong = signal(false);
  const isWorking = signal(false);

  /** Steps behind the kit are only for those who have one, whatever the history says. */
  const enter = (wanted: SetupStep | null): void => {
    const needsKit = wanted === "kit" || wanted === "proof";
    const isAllowed = wanted !== null && wanted !== "done" && (!needsKit || pending.value !== null);
    progress.value = { ...progress.value, step: isAllowed ? wanted : "name" };
    code.value = null;
    isProofWrong.value = false;
  };

  const goTo = (step: SetupStep): void => {
    progress.value = { ...progress.value, step };
    code.value = null;
    memory.push(step);
  };

  const edit = (change: Partial<SetupAnswers>): void => {
    progress.value = { ...progress.value, ...change };
    const { name, email } = progress.value;
    // Only a reload would miss them
    void core.keepSetupAnswers(origin, { name, email }).catch(() => undefined);
  };

  /** A lock meanwhile has forgotten the keys and the kit: what was answered stays. */
  const beginAnew = (): void => {
    pending.value = null;
    enter("passphrase");
    memory.replace("passphrase");
  };

  const working = async (work: () => Promise<void>): Promise<void> => {
    if (isWorking.value) return;
    isWorking.value = true;
    code.value = null;
    try {
      await work();
    } catch (error) {
      if (codeOf(error) === "LOCKED") beginAnew();
      code.value = codeOf(error);
    } finally {
      isWorking.value = false;
    }
  };

  memory.onReturn(enter, ending);
  return {
    progress,
    pending,
    code,
    isProofWrong,
    isWorking,
    async start() {
      pending.value = await core.readPendingSetup(origin);
      const known = pending.value ?? (await core.readSetupAnswers(origin));
      if (known) progress.value = { ...FIRST, name: known.name, email: known.email };
      enter(memory.read() ?? (pending.value ? "kit" : "name"));
      memory.replace(progress.value.step);
    },
    setName: (name) => edit({ name }),
    setEmail: (email) => edit({ email }),
    goOn() {
      const next = NEXT[progress.value.step];
      if (next) goTo(next);
    },
    back: () => memory.back(),
    choosePassphrase: (passphrase) =>
      working(async () => {
        const { name, email } = progress.value;
        pending.value = await core.beginSetup({ origin, name: name.trim(), email: email.trim(), passphrase });
        goTo("kit");
      }),
    proveKit: (groups) =>
      working(async () => {
        isProofWrong.value = !(await core.proveKit({ origin, groups }));
        if (isProofWrong.value) return;
        await core.finishSetup({ origin });
        pending.value = null;
        progress.value = { ...progress.value, step: "done" };
        memory.replace("done");
        await core.forgetSetupAnswers(origin);
      }),
  };
}
