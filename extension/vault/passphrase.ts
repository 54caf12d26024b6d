import { withoutParts } from "./known-parts.ts";
import { WELL_KNOWN_PHRASES } from "./well-known-phrases.ts";

/** How hard a passphrase is to guess. The dictionaries are large, so they come when first asked for. */

export interface PassphraseStrength {
  readonly score: 0 | 1 | 2 | 3 | 4;
  readonly isAccepted: boolean;
  /** `wellKnown` and `personal`: without the sentence that everybody knows, or the person's own name, too little is left. */
  readonly hint: "tooShort" | "tooEasy" | "wellKnown" | "personal" | "good" | "strong";
}

export const PASSPHRASE_CHARACTERS_MIN = 12;
const SCORE_MIN = 3;
/** What comes behind is not looked at. */
const JUDGED_CHARACTERS = 256;
/** Longer ones are strong by length; estimating them takes long and tells nothing. */
const ESTIMATED_CHARACTERS = 64;
/** Each more figure that may stand for a letter doubles the work; five are all that people use in one phrase. */
const FIGURES_FOR_LETTERS = 5;
const PRODUCT = "Strongroom";

type Score = PassphraseStrength["score"];
let estimator: Promise<(text: string, about: readonly string[]) => Score> | undefined;

async function loadEstimator() {
  const [{ ZxcvbnFactory }, common, english] = await Promise.all([
    import("@zxcvbn-ts/core"),
    import("@zxcvbn-ts/language-common"),
    import("@zxcvbn-ts/language-en"),
  ]);
  const factory = new ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...english.dictionary },
    graphs: common.adjacencyGraphs,
    l33tMaxSubstitutions: FIGURES_FOR_LETTERS,
  });
  return (text: string, about: readonly string[]) =>
    factory.check([...text].slice(0, ESTIMATED_CHARACTERS).join(""), [...about]).score;
}

/**
 * Judges a passphrase; `about` is what others know of the person (name, address, the portal), which makes guessing easy.
 * Well-known sentences and what is in `about` count for nothing: what is left must be strong by itself.
 */
export async function assessPassphrase(text: string, about: readonly string[]): Promise<PassphraseStrength> {
  if ([...text].length < PASSPHRASE_CHARACTERS_MIN) return refusal("tooShort");
  const words = [PRODUCT, ...about].flatMap((fact) => [fact, ...fact.split(/[\s@.:/-]+/)]).filter(Boolean);
  const start = [...text].slice(0, JUDGED_CHARACTERS).join("");
  const unknown = withoutParts(start, WELL_KNOWN_PHRASES);
  const own = withoutParts(unknown, words);
  estimator ??= loadEstimator();
  const estimate = await estimator;
  const scoreOf = (part: string): Score => (part.trim() === "" ? 0 : estimate(part, words));
  const scores = new Map([...new Set([start, unknown, own])].map((part) => [part, scoreOf(part)]));
  const score = Math.min(...scores.values()) as Score;
  if (score >= SCORE_MIN) return { score, isAccepted: true, hint: score === 4 ? "strong" : "good" };
  if (unknown !== start && (scores.get(unknown) ?? 0) < SCORE_MIN) return refusal("wellKnown", score);
  return refusal(own === unknown ? "tooEasy" : "personal", score);
}

const refusal = (hint: PassphraseStrength["hint"], score: Score = 0): PassphraseStrength => ({
  score,
  isAccepted: false,
  hint,
});
