import type { JSX } from "preact";
import { Button } from "../controls/Button.tsx";
import { DefinitionRows } from "../layout/InfoPanel.tsx";
import { type Locale, useLocale } from "../locale.ts";
import { Dialog } from "../overlays/Dialog.tsx";

/** What was counted; what is left out does not exist in the format. */
export interface CountedParts {
  readonly isSelection: boolean;
  readonly pages?: number;
  readonly words?: number;
  readonly characters?: number;
  readonly cells?: number;
  readonly numbers?: { readonly count: number; readonly sum: number };
}

export interface StatisticsDialogProps {
  readonly counted: CountedParts;
  readonly onClose: () => void;
}

/** A document, or what is selected in it, in numbers. */
export function StatisticsDialog({ counted, onClose }: StatisticsDialogProps): JSX.Element {
  const locale = useLocale();
  const { statistics } = locale.strings.document;
  return (
    <Dialog
      title={statistics.title}
      width="narrow"
      footer={<Button onClick={onClose}>{locale.strings.actions.close}</Button>}
      onClose={onClose}
    >
      <p>{counted.isSelection ? statistics.ofSelection : statistics.ofDocument}</p>
      <DefinitionRows rows={rowsOf(counted, locale)} />
    </Dialog>
  );
}

function rowsOf({ numbers, ...counted }: CountedParts, { strings, format }: Locale) {
  const { statistics } = strings.document;
  const row = (term: string, value: number | undefined) =>
    value === undefined ? [] : [{ term, value: format.number(value) }];
  return [
    ...row(statistics.pages, counted.pages),
    ...row(statistics.words, counted.words),
    ...row(statistics.characters, counted.characters),
    ...row(statistics.cells, counted.cells),
    ...row(statistics.numbers, numbers?.count),
    ...row(statistics.sum, numbers?.sum),
    ...row(statistics.average, numbers && numbers.count > 0 ? numbers.sum / numbers.count : undefined),
  ];
}
