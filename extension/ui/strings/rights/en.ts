import { MATRIX, type MatrixRight } from "../../../../shared/rights/matrix.ts";
import { NOT_OFFERED_REASONS, type NotOfferedReason } from "../../../../shared/rights/not-offered.ts";
import { PRIVATE_RIGHTS, type PrivateRight } from "../../../../shared/rights/private-rights.ts";
import { ROOM_RIGHTS, type RoomRight } from "../../../../shared/rights/room-rights.ts";

/** The rows of both tables in the person's words, and why what some grant is not there. All languages satisfy this type. */
export interface RightsTexts {
  readonly titles: Readonly<Record<MatrixRight | PrivateRight | RoomRight, string>>;
  readonly notOffered: Readonly<Record<NotOfferedReason, string>>;
}

/** The document's own words are typed with straight marks. */
const asPrinted = (title: string): string => title.replace(/"([^"]*)"/g, "“$1”").replaceAll("'", "’");

const titlesOf = <Right extends string>(rows: Readonly<Record<Right, { readonly title: string }>>) =>
  Object.fromEntries(
    Object.entries<{ readonly title: string }>(rows).map(([right, { title }]) => [right, asPrinted(title)]),
  ) as Record<Right, string>;

const capital = (title: string): string => title.charAt(0).toUpperCase() + title.slice(1);

const levelTitles = titlesOf(ROOM_RIGHTS);
for (const right of Object.keys(levelTitles) as RoomRight[]) levelTitles[right] = capital(levelTitles[right]);

/** English is the language of the tables. */
export const rightsEn: RightsTexts = {
  titles: { ...titlesOf(MATRIX), ...titlesOf(PRIVATE_RIGHTS), ...levelTitles },
  notOffered: NOT_OFFERED_REASONS,
};
