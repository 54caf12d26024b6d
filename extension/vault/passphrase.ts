/** How hard a passphrase is to guess. The dictionaries are large, so they come when first asked for. */

export interface PassphraseStrength {
  readonly score: 0 | 1 | 2 | 3 | 4;
  readonly isAccepted: boolean;
  readonly hint: "tooShort" | "tooEasy" | "good" | "strong";
}

const CHARACTERS_MIN = 12;
const SCORE_MIN = 3;
/** Longer ones are strong by length; estimating them takes long and tells nothing. */
const ESTIMATED_CHARACTERS = 100;

let estimator: Promise<(text: string, about: readonly string[]) => 0 | 1 | 2 | 3 | 4> | undefined;

async function loadEstimator() {
  const [{ ZxcvbnFactory }, common, english] = await Promise.all([
    import("@zxcvbn-ts/core"),
    import("@zxcvbn-ts/language-common"),
    import("@zxcvbn-ts/language-en"),
  ]);
  const factory = new ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...english.dictionary },
    graphs: common.adjacencyGraphs,
  });
  return (text: string, about: readonly string[]) => factory.check(text, [...about]).score;
}

/** Judges a passphrase; `about` is what others know of the person (name, address), which makes guessing easy. */
export async function assessPassphrase(text: string, about: readonly string[]): Promise<PassphraseStrength> {
  if ([...text].length < CHARACTERS_MIN) return { score: 0, isAccepted: false, hint: "tooShort" };
  estimator ??= loadEstimator();
  const words = about.flatMap((fact) => [fact, ...fact.split(/[\s@.]+/)]).filter((word) => word !== "");
  const score = (await estimator)(text.slice(0, ESTIMATED_CHARACTERS), words);
  const isAccepted = score >= SCORE_MIN;
  return { score, isAccepted, hint: !isAccepted ? "tooEasy" : score === 4 ? "strong" : "good" };
}
