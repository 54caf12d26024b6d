import { type ReadonlySignal, signal } from "@preact/signals";
import type { ErrorCode } from "../../shared/errors.ts";
import type { PortalOrigin } from "../../shared/ids.ts";
import type { PendingSetup } from "../vault/setup.ts";
import type { SetupAnswers } from "../vault/setup-answers.ts";
import { codeOf } from "./error-code.ts";

export type SetupStep = "offer" | "name" | "email" | "passphrase" | "kit" | "proof" | "done";

/** What is asked of a portal's first owner, in this order. */
export const OWNER_STEPS = ["name", "email", "passphrase", "kit", "proof"] as const;
/** What is asked of somebody who was invited. */
export const INVITED_STEPS = ["offer", ...OWNER_STEPS] as const;

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
  /** How many questions there are. */
  readonly total: number;
  /** Which question this is, from 1. */
  numberOf(step: SetupStep): number;
  start(): Promise<void>;
  setName(name: string): void;
  setEmail(email: string): void;
  /** From a step that only asks, on to the next. */
  goOn(): void;
  back(): void;
  /** From the proof to another address, when the first one is somebody's. Keys and kit are made anew. */
  changeEmail(): void;
  choosePassphrase(passphrase: string): Promise<void>;
  proveKit(groups: Readonly<Record<number, string>>): Promise<void>;
}

export interface SetupStoreOptions {
  readonly origin: PortalOrigin;
  readonly core: SetupCore;
  readonly memory: StepMemory;
  readonly signal: AbortSignal;
  readonly steps?: readonly SetupStep[];
  /** Known before it was asked for, to be changed by the person. */
  readonly email?: string;
}

/** Steps that only ask; the others go on when their work is done. */
const ASKING: ReadonlySet<SetupStep> = new Set(["offer", "name", "email", "kit"]);

/** The questions in their order. Nobody gets past the kit without proving that it was kept. */
export function createSetupStore(options: SetupStoreOptions): SetupStore {
  const { origin, core, memory, signal: ending, steps = OWNER_STEPS } = options;
  const first: SetupProgress = { step: steps[0] ?? "name", name: "", email: options.email ?? "" };
  const progress = signal(first);
  const pending = signal<PendingSetup | null>(null);
  const code = signal<ErrorCode | null>(null);
  const isProofWrong = signal(false);
  const isWorking = signal(false);

  /** Steps behind the kit are only for those who have one, whatever the history says. */
  const enter = (wanted: SetupStep | null): void => {
    const needsKit = wanted === "kit" || wanted === "proof";
    const isAllowed = wanted !== null && wanted !== "done" && (!needsKit || pending.value !== null);
    progress.value = { ...progress.value, step: isAllowed ? wanted : first.step };
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
    total: steps.length,
    numberOf: (step) => (step === "done" ? steps.length : steps.indexOf(step) + 1),
    async start() {
      pending.value = await core.readPendingSetup(origin);
      const known = pending.value ?? (await core.readSetupAnswers(origin));
      if (known) progress.value = { ...first, name: known.name, email: known.email };
      enter(memory.read() ?? (pending.value ? "kit" : first.step));
      memory.replace(progress.value.step);
    },
    setName: (name) => edit({ name }),
    setEmail: (email) => edit({ email }),
    goOn() {
      const { step } = progress.value;
      const next = ASKING.has(step) ? steps[steps.indexOf(step) + 1] : undefined;
      if (next) goTo(next);
    },
    back: () => memory.back(),
    changeEmail: () => goTo("email"),
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
