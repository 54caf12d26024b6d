import type { ErrorCode } from "../../../../shared/errors.ts";

/** What a person is told when something failed. Whole sentences, no names, no codes. */
export interface ErrorText {
  /** What happened. */
  readonly what: string;
  /** What is safe, or what was not done. */
  readonly safe: string;
  /** What to do now. */
  readonly do: string;
}

/** One text for every code there is: a new code without a text in every language does not compile. */
export type ErrorTexts = Readonly<Record<ErrorCode, ErrorText>>;
