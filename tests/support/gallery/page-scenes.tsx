import { Download, Lock, MoreHorizontal, Share2 } from "lucide";
import type { JSX } from "preact";
import { Button } from "../../../extension/ui/controls/Button.tsx";
import { IconButton } from "../../../extension/ui/controls/IconButton.tsx";
import { SelectField } from "../../../extension/ui/controls/SelectField.tsx";
import { EditorHeader } from "../../../extension/ui/editor/EditorHeader.tsx";
import { PeopleHere } from "../../../extension/ui/editor/PeopleHere.tsx";
import type { DocumentSaveState } from "../../../extension/ui/editor/SaveState.tsx";
import { SaveState } from "../../../extension/ui/editor/SaveState.tsx";
import { CardPage } from "../../../extension/ui/layout/CardPage.tsx";
import { PopupFrame } from "../../../extension/ui/layout/PopupFrame.tsx";
import { SettingRow, SettingsSection } from "../../../extension/ui/layout/SettingsSection.tsx";
import { useLocale } from "../../../extension/ui/locale.ts";
import { MENU, NOW_MS, nothing } from "./samples.ts";

export function Editor(): JSX.Element {
  const { strings } = useLocale();
  return (
    <div class="editor-page">
      <EditorHeader
        name="Lease for the flat in the Lindenstraße.docx"
        kind="docx"
        onRename={nothing}
        saveState={{ kind: "saved", atMs: NOW_MS }}
        people={
          <PeopleHere
            people={[
              { id: "b", name: "Bob Sommer" },
              { id: "c", name: "Carol" },
            ]}
          />
        }
        actions={
          <Button tone="primary" icon={Share2}>
            {strings.actions.share}
          </Button>
        }
        menu={MENU}
        onBack={nothing}
      />
      <main class="editor-canvas" />
    </div>
  );
}

const SAVE_STATES: readonly DocumentSaveState[] = [
  { kind: "saved", atMs: null },
  { kind: "saving" },
  { kind: "unsaved" },
  { kind: "offline" },
  { kind: "failed" },
  { kind: "conflict" },
  { kind: "readOnly" },
];

export function SaveStates(): JSX.Element {
  return (
    <main style={{ display: "grid", gap: "12px", padding: "24px" }}>
      <h1>Save states</h1>
      {SAVE_STATES.map((state) => (
        <SaveState key={state.kind} state={state} onRetry={nothing} />
      ))}
    </main>
  );
}

export function Options(): JSX.Element {
  const { options, actions } = useLocale().strings;
  return (
    <CardPage width="wide">
      <h1>{options.title}</h1>
      <SettingsSection title={options.account} explanation={options.accountText}>
        <SettingRow label="Alice Winter" hint="alice@example.org">
          <Button icon={Lock}>{actions.lockNow}</Button>
        </SettingRow>
      </SettingsSection>
      <SettingsSection title={options.appearance} explanation={options.appearanceText}>
        <SettingRow label={options.theme}>
          <SelectField
            label={options.theme}
            isLabelHidden
            value="system"
            options={[
              { value: "system", label: options.themeSystem },
              { value: "dark", label: options.themeDark },
            ]}
            onChange={nothing}
          />
        </SettingRow>
      </SettingsSection>
    </CardPage>
  );
}

export function Popup(): JSX.Element {
  const { popup, actions } = useLocale().strings;
  return (
    <PopupFrame
      portal="portal.example.org"
      tools={<IconButton icon={MoreHorizontal} label={actions.more} onClick={nothing} />}
      footer={<span>{popup.unlocked}</span>}
    >
      <h1>{popup.connectTitle}</h1>
      <p>{popup.connectText("portal.example.org")}</p>
      <Button tone="primary" isWide>
        {popup.connectAction}
      </Button>
      <Button icon={Download} isWide>
        {popup.openFiles}
      </Button>
    </PopupFrame>
  );
}
