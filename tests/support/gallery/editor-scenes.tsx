import { signal } from "@preact/signals";
import type { JSX } from "preact";
import { DeniedPage } from "../../../extension/pages/editor/DeniedPage.tsx";
import { DocumentBanners } from "../../../extension/pages/editor/DocumentBanners.tsx";
import { DraftQuestion } from "../../../extension/pages/editor/DraftQuestion.tsx";
import type { Desk } from "../../../extension/pages/editor/desk.ts";
import { LiveBanners } from "../../../extension/pages/editor/LiveBanners.tsx";
import { RestoreRefused } from "../../../extension/pages/editor/RestoreRefused.tsx";
import type { Inside } from "../../../extension/pages/shell/PortalGate.tsx";
import type { DocumentStore } from "../../../extension/state/document-store.ts";
import type { Refusal } from "../../../extension/state/look-round.ts";
import { EditorHeader } from "../../../extension/ui/editor/EditorHeader.tsx";
import { LiveState } from "../../../extension/ui/editor/LiveState.tsx";
import type { DocumentSaveState } from "../../../extension/ui/editor/SaveState.tsx";
import { parsePortalOrigin } from "../../../shared/ids.ts";
import { MENU, NOW_MS, nothing } from "./samples.ts";

/** What can stand above a document, as the editor's page draws it, over a desk that is in that state and stays there. */

const NAME = "Lindenhof, heads of terms.docx";

interface Above {
  readonly bar: DocumentSaveState;
  readonly line?: "live" | "offline" | "apart";
  /** Of its `saving`. */
  readonly saving?: object;
  /** Of its `live`. */
  readonly live?: object;
  readonly report?: object;
  readonly hasMacros?: boolean;
}

function deskOf({ saving, live, report = {}, hasMacros = false }: Above): Desk {
  const quiet = {
    state: signal("saved"),
    code: signal(null),
    isStuck: signal(false),
    draftCode: signal(null),
    newerVersion: signal(null),
  };
  const alone = {
    others: signal([]),
    refused: signal(0),
    trouble: signal(null),
    isLacking: signal(false),
    mayWrite: signal(true),
  };
  return {
    saving: { ...quiet, ...saving },
    live: { ...alone, ...live },
    report: signal({ fallbacks: 0, hazards: 0, missing: [], ...report }),
    hasMacros,
  } as unknown as Desk;
}

function AboveDocument(above: Above): JSX.Element {
  const desk = deskOf(above);
  const inside = { origin: parsePortalOrigin("https://portal.example.org") } as Inside;
  return (
    <div class="editor-page">
      <EditorHeader
        name={NAME}
        kind="docx"
        onRename={nothing}
        saveState={above.bar}
        people={<LiveState state={above.line ?? "live"} />}
        menu={MENU}
        onBack={nothing}
      />
      <DocumentBanners
        desk={desk}
        inside={inside}
        store={{} as DocumentStore}
        onDownload={nothing}
        onFail={nothing}
      />
      <LiveBanners desk={desk} canEdit onDownload={nothing} />
      <main class="editor-canvas" />
    </div>
  );
}

const BOB = {
  user: "bob",
  name: "Bob Birch",
  color: "#336699",
  isSelf: false,
  mayWrite: true,
  isOther: true,
};

const ABOVE: Readonly<Record<string, Above>> = {
  conflict: { bar: { kind: "conflict" }, line: "apart", saving: { state: signal("conflict") } },
  offline: { bar: { kind: "offline" }, line: "offline" },
  newer: { bar: { kind: "saved", atMs: NOW_MS }, saving: { newerVersion: signal(7) } },
  lacking: { bar: { kind: "unsaved" }, live: { isLacking: signal(true) } },
  "other-state": { bar: { kind: "unsaved" }, live: { others: signal([BOB]) } },
  crowded: { bar: { kind: "unsaved" }, line: "apart", live: { trouble: signal("LIVE_CROWDED") } },
  "rights-lost": { bar: { kind: "readOnly" }, live: { mayWrite: signal(false) } },
  "refused-changes": { bar: { kind: "saved", atMs: NOW_MS }, live: { refused: signal(2) } },
  "storage-full": { bar: { kind: "unsaved" }, saving: { draftCode: signal("BROWSER_STORAGE_FULL") } },
  "portal-full": {
    bar: { kind: "failed" },
    saving: { state: signal("failed"), code: signal("STORAGE_FULL") },
  },
  stuck: {
    bar: { kind: "failed" },
    saving: { state: signal("failed"), code: signal("STORAGE_FAILED"), isStuck: signal(true) },
  },
  "after-save": {
    bar: { kind: "saved", atMs: NOW_MS },
    report: { fallbacks: 1, hazards: 2, missing: ["a", "b"] },
    hasMacros: true,
  },
};

/** Each by the name under which it is looked at. */
export const EDITOR_SCENES: Readonly<Record<string, () => JSX.Element>> = {
  ...Object.fromEntries(
    Object.entries(ABOVE).map(([name, above]) => [`above-${name}`, () => <AboveDocument {...above} />]),
  ),
  ...Object.fromEntries(
    ([null, "others", "unknown"] satisfies readonly (Refusal | null)[]).map((refusal) => [
      refusal ? `draft-found-${refusal}` : "draft-found",
      () => (
        <DraftQuestion
          origin={parsePortalOrigin("https://portal.example.org")}
          store={{ name: signal(NAME) } as unknown as DocumentStore}
          {...{ savedAtMs: NOW_MS, refusal }}
        />
      ),
    ]),
  ),
  denied: () => <DeniedPage onBack={nothing} onDownload={nothing} />,
  ...Object.fromEntries(
    (["others", "unknown"] satisfies readonly Refusal[]).map((why) => [
      `restore-refused-${why}`,
      () => <RestoreRefused why={why} onClose={nothing} />,
    ]),
  ),
};
