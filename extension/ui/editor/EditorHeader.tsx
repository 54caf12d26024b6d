import { ArrowLeft, EllipsisVertical } from "lucide";
import type { ComponentChildren, JSX } from "preact";
import { useState } from "preact/hooks";
import { IconButton } from "../controls/IconButton.tsx";
import { NameInput } from "../controls/NameInput.tsx";
import { FormatIcon, type FormatKind } from "../FormatIcon.tsx";
import { FileName } from "../files/FileName.tsx";
import { LockMark } from "../LockMark.tsx";
import { useLocale } from "../locale.ts";
import { Menu } from "../overlays/Menu.tsx";
import type { MenuEntry } from "../overlays/menu-entry.ts";
import { type DocumentSaveState, SaveState } from "./SaveState.tsx";

export interface EditorHeaderProps {
  readonly name: string;
  readonly kind: FormatKind;
  /** Left out where the name cannot be changed. */
  readonly onRename?: (name: string) => void;
  readonly problemOf?: (name: string) => string | null;
  readonly saveState: DocumentSaveState;
  readonly onRetrySave?: () => void;
  /** Who else is here. */
  readonly people?: ComponentChildren;
  /** Main actions: Share. */
  readonly actions?: ComponentChildren;
  readonly menu: readonly MenuEntry[];
  readonly onBack: () => void;
}

/** The 44 px bar above a document. */
export function EditorHeader(props: EditorHeaderProps): JSX.Element {
  const { strings } = useLocale();
  const text = strings.editor;
  return (
    <header class="editor-bar" data-testid="editor-bar">
      <IconButton icon={ArrowLeft} label={text.backToFiles} size={20} onClick={props.onBack} />
      <LockMark size={20} label={strings.states.private} />
      <FormatIcon kind={props.kind} />
      <DocumentName name={props.name} onRename={props.onRename} problemOf={props.problemOf} />
      <SaveState state={props.saveState} onRetry={props.onRetrySave} />
      <div class="editor-people">{props.people}</div>
      {props.actions}
      <Menu label={text.menu} icon={EllipsisVertical} isIconOnly entries={props.menu} />
    </header>
  );
}

interface DocumentNameProps {
  readonly name: string;
  readonly onRename: ((name: string) => void) | undefined;
  readonly problemOf: ((name: string) => string | null) | undefined;
}

function DocumentName({ name, onRename, problemOf }: DocumentNameProps): JSX.Element {
  const { editor } = useLocale().strings;
  const [isRenaming, setRenaming] = useState(false);
  if (isRenaming && onRename) {
    return (
      <NameInput
        label={editor.documentName}
        name={name}
        problemOf={problemOf}
        onRename={onRename}
        onEnd={() => setRenaming(false)}
      />
    );
  }
  return (
    <h1 class="editor-name">
      {onRename ? (
        <button
          type="button"
          class="editor-rename"
          title={editor.renameDocument(name)}
          onClick={() => setRenaming(true)}
        >
          <FileName name={name} />
        </button>
      ) : (
        <FileName name={name} />
      )}
    </h1>
  );
}
