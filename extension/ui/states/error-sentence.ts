import type { ErrorCode } from "../../../shared/errors.ts";
import type { ErrorTexts } from "../strings/errors/error-texts.ts";

/** All three parts of an error's text in one line, for toasts and fields. */
export function errorSentence(errors: ErrorTexts, code: ErrorCode): string {
  const { what, safe, do: advice } = errors[code];
  return [what, safe, advice].filter((part) => part !== "").join(" ");
}
