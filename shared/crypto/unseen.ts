/**
 * Characters that nobody sees: two names that differ by them alone look the same. Unicode calls them default ignorable
 * (DerivedCoreProperties.txt). Some of them mean something where they stand and belong to a name; these stay.
 */

/** Scripts whose letters join, and are joined or parted by U+200D and U+200C (Unicode Standard Annex 31, 2.3). */
const JOINING = [
  ...["Adlm", "Arab", "Mand", "Mong", "Nkoo", "Phag", "Rohg", "Syrc"],
  ...["Beng", "Deva", "Gujr", "Guru", "Khmr", "Knda", "Mlym", "Mymr", "Orya", "Sinh", "Taml", "Telu", "Tibt"],
];
const joining = JOINING.map((script) => `\\p{scx=${script}}`).join("");

const MEANT = [
  // A flag of a region: a black flag, its letters, an end
  String.raw`\u{1F3F4}[\u{E0030}-\u{E007A}]{2,6}\u{E007F}`,
  // People and things joined into one picture
  String.raw`(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F])\u200D(?=\p{Extended_Pictographic})`,
  // Drawn as a picture or as a sign, and a number on a key
  String.raw`(?<=\p{Extended_Pictographic})[\uFE0E\uFE0F]`,
  String.raw`(?<=[0-9#*])\uFE0F(?=\u20E3)`,
  // Another form of a Han character, and of a Mongolian letter
  String.raw`(?<=\p{Script=Han})[\uFE00-\uFE02\u{E0100}-\u{E01EF}]`,
  String.raw`(?<=\p{Script=Mongolian})[\u180B-\u180F]`,
  `(?<=[${joining}])[\\u200C\\u200D]`,
].join("|");

const UNSEEN = new RegExp(String.raw`(${MEANT})|\p{Default_Ignorable_Code_Point}`, "gu");

/** The text without what nobody sees. */
export const withoutUnseen = (text: string): string =>
  text.replace(UNSEEN, (_, meant?: string) => meant ?? "");
