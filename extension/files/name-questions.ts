import { type Signal, signal } from "@preact/signals";
import { createTurns } from "../spaces/turns.ts";
import type { ChooseName } from "./create-file.ts";

/** Asking the person what to do about taken names, one question at a time. */

export interface NameQuestion {
  readonly name: string;
  readonly suggested: string;
  answer(choice: "keepBoth" | "stop" | "keepBothAll"): void;
}

export interface NameQuestions {
  readonly question: Signal<NameQuestion | null>;
  /** A chooser for one upload: `keepBothAll` answers for the rest of that upload, too. */
  createChooser(): ChooseName;
}

export function createNameQuestions(): NameQuestions {
  const question = signal<NameQuestion | null>(null);
  const inTurn = createTurns();
  const ask = (name: string, suggested: string) =>
    new Promise<"keepBoth" | "stop" | "keepBothAll">((resolve) => {
      const answer = (choice: "keepBoth" | "stop" | "keepBothAll"): void => {
        question.value = null;
        resolve(choice);
      };
      question.value = { name, suggested, answer };
    });
  const createChooser = (): ChooseName => {
    let isForAll = false;
    return (name, suggested) =>
      inTurn(async () => {
        if (isForAll) return suggested;
        const choice = await ask(name, suggested);
        isForAll = choice === "keepBothAll";
        return choice === "stop" ? null : suggested;
      });
  };
  return { question, createChooser };
}
