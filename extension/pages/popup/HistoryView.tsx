import type { JSX } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import type { MemberLevel } from "../../../shared/log/member-operations.ts";
import type { HistoryLine, HistoryOf } from "../../spaces/history.ts";
import type { HistoryFact } from "../../spaces/history-facts.ts";
import { createLoaded } from "../../state/popup-loaded.ts";
import type { PopupStore } from "../../state/popup-store.ts";
import { type Locale, useLocale } from "../../ui/locale.ts";
import { type HistoryItem, HistoryList } from "../../ui/popup/HistoryList.tsx";
import { saveLocally } from "../shell/save-locally.ts";
import { LoadedView } from "./LoadedView.tsx";

export interface HistoryViewProps {
  readonly store: PopupStore;
  readonly of: HistoryOf;
}

type Strings = Locale["strings"];

const TYPES = { json: "application/json", csv: "text/csv" } as const;

/** The history of a room, or of the portal, from its verified log. */
export function HistoryView({ store, of }: HistoryViewProps): JSX.Element {
  const { core } = store;
  const { origin, space } = of;
  const lines = useMemo(
    () => createLoaded(() => core.readHistory(space === undefined ? { origin } : { origin, space })),
    [core, origin, space],
  );
  useEffect(() => void lines.load(), [lines]);
  const { strings } = useLocale();
  const save = (format: "json" | "csv") =>
    store.act(async () => {
      const blob = await core.exportHistory({ ...of, format });
      saveLocally(`history.${format}`, TYPES[format], [blob]);
    }, null);
  return (
    <LoadedView loaded={lines}>
      {(read) => (
        <HistoryList
          items={read.map((line) => lineToItem(line, strings))}
          isExporting={store.isWorking.value}
          onExport={(format) => void save(format)}
        />
      )}
    </LoadedView>
  );
}

/** What an entry says beyond its name, in the person's words. */
function factText(fact: HistoryFact, { people, info }: Strings): string {
  const { history, invitations, settings, rooms } = people;
  switch (fact.kind) {
    case "person": {
      const name = fact.name ?? people.nameUnknown;
      return fact.level === null ? name : history.pair(name, levelText(fact.level));
    }
    case "group":
      return fact.name ?? people.groups.nameUnknown;
    case "level":
      return levelText(fact.level);
    case "type":
      return people.userTypes[fact.type];
    case "address":
      return fact.email;
    case "inviter":
      return asPlainLine(invitations.by(fact.name ?? people.nameUnknown));
    case "setting":
      return history.pair(settings[SETTING_WORDS[fact.setting]], valueText(fact.value));
    case "added":
    case "removed":
      return history.pair(history[fact.kind], fact.name ?? people.nameUnknown);
    case "downloads":
      return fact.isDenied ? rooms.downloadDenied : rooms.downloadAllowed;
  }

  function levelText(level: MemberLevel): string {
    return level === "FullAccess" ? info.fullAccess : people.levels[level];
  }
  function valueText(value: boolean | number): string {
    if (typeof value === "number") return history.minutes(value);
    return value ? history.on : history.off;
  }
}

/** The line isolates itself: what isolates a part of it would be drawn as a sign. */
const asPlainLine = (text: string): string => text.replace(/[\u2068\u2069]/g, "");

const SETTING_WORDS = {
  isPrivateRoomOn: "privateRoom",
  areGuestsAllowed: "guests",
  idleLockMaxMinutes: "idleMax",
  isOnlyVerified: "onlyVerified",
} as const;

function lineToItem(line: HistoryLine, strings: Strings): HistoryItem {
  const { seq, timeMs, authorName, op, nodeName, facts } = line;
  return {
    ...{ seq, timeMs, authorName, op },
    about: [...(nodeName === null ? [] : [nodeName]), ...facts.map((fact) => factText(fact, strings))],
  };
}
