import { Download } from "lucide";
import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import type { OperationName } from "../../../shared/log/operations.ts";
import { Button } from "../controls/Button.tsx";
import { SearchField } from "../controls/SearchField.tsx";
import { useLocale } from "../locale.ts";
import { UserText } from "../UserText.tsx";
import { matches } from "./matches.ts";
import { PagedList } from "./PagedList.tsx";

/** One verified entry of a log, as people read it. */
export interface HistoryItem {
  readonly seq: number;
  readonly timeMs: number;
  readonly authorName: string | null;
  readonly op: OperationName;
  /** What it is about: a file's name, people. */
  readonly about: readonly string[];
}

export interface HistoryListProps {
  readonly items: readonly HistoryItem[];
  readonly isExporting: boolean;
  readonly onExport: (format: "json" | "csv") => void;
}

/** Who did what when, newest first, with a filter and a way to keep it. */
export function HistoryList({ items, isExporting, onExport }: HistoryListProps): JSX.Element {
  const { history, findEvent, nothingFound, nameUnknown } = useLocale().strings.people;
  const [text, setText] = useState("");
  const found = useMemo(
    () => items.filter((item) => matches(text, history.events[item.op], item.authorName, ...item.about)),
    [items, text, history],
  );
  return (
    <div class="popup-form">
      <SearchField label={findEvent} value={text} onInput={setText} />
      <PagedList items={found} search={text} none={items.length === 0 ? history.none : nothingFound}>
        {(shown) => (
          <ol class="history">
            {shown.map((item) => (
              <HistoryLine key={item.seq} item={item} nameUnknown={nameUnknown} />
            ))}
          </ol>
        )}
      </PagedList>
      <p class="popup-quiet">{history.verified}</p>
      <div class="popup-buttons">
        <Button icon={Download} isPending={isExporting} onClick={() => onExport("json")}>
          {history.exportJson}
        </Button>
        <Button icon={Download} isPending={isExporting} onClick={() => onExport("csv")}>
          {history.exportCsv}
        </Button>
      </div>
    </div>
  );
}

function HistoryLine({ item, nameUnknown }: { item: HistoryItem; nameUnknown: string }): JSX.Element {
  const { strings, format } = useLocale();
  return (
    <li class="history-line" data-testid="history-line">
      <span class="popup-row-text">
        <strong>{strings.people.history.events[item.op]}</strong>
        {item.about.map((name, index) => (
          <UserText key={index} text={name} />
        ))}
        <small>{item.authorName === null ? nameUnknown : <UserText text={item.authorName} />}</small>
      </span>
      <time title={format.moment(item.timeMs)}>{format.changed(item.timeMs, Date.now())}</time>
    </li>
  );
}
