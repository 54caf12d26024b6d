/** What a locale decides about a new document. */
export interface Page {
  /** BCP 47, as the document's proofing language. */
  readonly language: string;
  readonly isRightToLeft: boolean;
  readonly paper: "A4" | "Letter";
  readonly widthTwips: number;
  readonly heightTwips: number;
}

/** Regions that print on US Letter (CLDR, paperSize US-Letter); everyone else on A4. */
const LETTER_REGIONS: ReadonlySet<string> = new Set([
  "BZ",
  "CA",
  "CL",
  "CO",
  "CR",
  "GT",
  "MX",
  "NI",
  "PA",
  "PH",
  "PR",
  "SV",
  "US",
  "VE",
]);
const RIGHT_TO_LEFT_SCRIPTS: ReadonlySet<string> = new Set(["Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm"]);
const PAPERS = {
  A4: { widthTwips: 11906, heightTwips: 16838 },
  Letter: { widthTwips: 12240, heightTwips: 15840 },
} as const;

function parseLocale(tag: string): Intl.Locale {
  try {
    return new Intl.Locale(tag);
  } catch {
    // Locales come from the browser; one that it does not know itself must not keep anyone from writing.
    return new Intl.Locale("en-GB");
  }
}

/** Reads page size and direction from a locale such as `de-AT`; an unknown one counts as `en-GB`. */
export function pageOf(tag: string): Page {
  const locale = parseLocale(tag);
  const { region, script } = locale.maximize();
  const paper = LETTER_REGIONS.has(region ?? "") ? "Letter" : "A4";
  return {
    language: locale.baseName,
    isRightToLeft: RIGHT_TO_LEFT_SCRIPTS.has(script ?? ""),
    paper,
    ...PAPERS[paper],
  };
}
