import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import type { DocumentStore } from "../../state/document-store.ts";
import { Button } from "../../ui/controls/Button.tsx";
import { CardPage } from "../../ui/layout/CardPage.tsx";
import { useLocale } from "../../ui/locale.ts";
import { ConfirmDialog } from "../../ui/overlays/ConfirmDialog.tsx";
import { UserText } from "../../ui/UserText.tsx";

export interface DraftQuestionProps {
  readonly store: DocumentStore;
  readonly savedAtMs: number;
}

/** Asks what to do with work that no version holds. Nothing can be typed before, so neither text can harm the other. */
export function DraftQuestion({ store, savedAtMs }: DraftQuestionProps): JSX.Element {
  const { strings, format } = useLocale();
  const { editor } = strings;
  const isSure = useSignal(true);
  return (
    <CardPage>
      <div class="state" data-testid="draft-found">
        <h1>{editor.draftTitle(format.moment(savedAtMs))}</h1>
        <p>
          <UserText text={store.name.value} />
        </p>
        <p>{editor.draftText}</p>
        <div class="state-actions">
          <Button
            onClick={() => {
              isSure.value = false;
            }}
          >
            {editor.draftDiscard}
          </Button>
          <Button tone="primary" onClick={store.restoreDraft}>
            {editor.draftRestore}
          </Button>
        </div>
      </div>
      {!isSure.value && (
        <ConfirmDialog
          title={editor.draftDiscardTitle}
          action={editor.draftDiscard}
          isDanger
          onConfirm={() => void store.discardDraft()}
          onCancel={() => {
            isSure.value = true;
          }}
        >
          {editor.draftDiscardText}
        </ConfirmDialog>
      )}
    </CardPage>
  );
}
