import type { Catalogue } from "../../ui/strings/en.ts";

/** What keeps a text from being an e-mail address, in words; null when it may be one. Only a mail proves that it is. */
export function emailProblem(text: string, { setup }: Catalogue): string | null {
  const email = text.trim();
  const parts = email.split("@");
  if (/\s/u.test(email)) return setup.emailProblems.hasSpace;
  if (parts.length < 2) return setup.emailProblems.noAt;
  if (parts.length > 2) return setup.emailProblems.manyAt;
  if (parts.includes("")) return setup.emailProblems.partMissing;
  return /\p{C}/u.test(email) ? setup.emailWrong : null;
}
