import { Check, Minus, X } from "lucide";
import type { JSX } from "preact";
import type { Verdict } from "../../../shared/rights/can.ts";
import type { NotOfferedReason } from "../../../shared/rights/not-offered.ts";
import { Icon } from "../Icon.tsx";
import { useLocale } from "../locale.ts";
import type { RightsTexts } from "../strings/rights/en.ts";
import { reasonText } from "./reason-text.ts";

export interface VerdictRowProps {
  readonly right: keyof RightsTexts["titles"];
  /** Its number in the document of rights; null for a row of the level table or of the Private Room. */
  readonly row: number | null;
  readonly verdict: Verdict;
  /** Why there is nothing to be done with it here, whatever the table grants. */
  readonly notOffered: NotOfferedReason | null;
}

/** One right with its verdict, the row that it rests on, and the reason. */
export function VerdictRow({ right, row, verdict, notOffered }: VerdictRowProps): JSX.Element {
  const { people, rights } = useLocale().strings;
  const { rights: words } = people;
  const table = right.startsWith("private:") ? people.settings.privateRoom : words.levelRow;
  const state = notOffered !== null ? "not-offered" : verdict.allowed ? "allowed" : "refused";
  const why = {
    "not-offered": `${words.notOffered}. ${notOffered === null ? "" : rights.notOffered[notOffered]}`,
    allowed: `${words.allowed}. ${words.granted}`,
    refused: reasonText(people, verdict),
  };
  return (
    <li class={`verdict is-${state}`} data-testid="verdict">
      <Icon node={ICONS[state]} />
      <span class="popup-row-text">
        <span>{rights.titles[right]}</span>
        <small>
          {row === null ? table : words.row(row)}
          {" · "}
          {why[state]}
        </small>
      </span>
    </li>
  );
}

const ICONS = { "not-offered": Minus, allowed: Check, refused: X } as const;
