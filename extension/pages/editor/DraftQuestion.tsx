import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import type { ErrorCode } from "../../../shared/errors.ts";
import type { PortalOrigin } from "../../../shared/ids.ts";
import type { DocumentStore } from "../../state/document-store.ts";
import { codeOf } from "../../state/error-code.ts";
import type { Refusal } from "../../state/look-round.ts";
import { editorAddress } from "../../state/page-address.ts";
import { Button } from "../../ui/controls/Button.tsx";
import { CardPage } from "../../ui/layout/CardPage.tsx";
import { type Locale, useLocale } from "../../ui/locale.ts";
import { ConfirmDialog } from "../../ui/overlays/ConfirmDialog.tsx";
import { ErrorState } from "../../ui/states/ErrorState.tsx";
import { UserText } from "../../ui/UserText.tsx";

export interface DraftQuestionProps {
  readonly origin: PortalOrigin;
  readonly store: DocumentStore;
  readonly savedAtMs: number;
  /** Why the work was not gone on with: it can become a copy then, or is tried again. Null before the first try. */
  readonly refusal: Refusal | null;
}

/** Asks what to do with work that no version holds. Nothing can be typed before, so neither text can harm the other. */
export function DraftQuestion({ origin, store, savedAtMs, refusal }: DraftQuestionProps): JSX.Element {
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
        <p>{textOf(refusal, strings)}</p>
        <div class="state-actions">
          <Button
            onClick={() => {
              isSure.value = false;
            }}
          >
            {editor.draftDiscard}
          </Button>
          <Button tone={refusal ? "plain" : "primary"} onClick={() => void store.restoreDraft()}>
            {refusal ? strings.actions.retry : editor.draftRestore}
          </Button>
          {refusal && <CopyButton origin={origin} store={store} />}
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

function textOf(refusal: Refusal | null, { document, editor }: Locale["strings"]): string {
  if (refusal === "others") return document.live.apartText;
  return refusal === "unknown" ? editor.draftUnsure : editor.draftText;
}

/** The work becomes a file of its own, which is opened. */
function CopyButton({ origin, store }: Pick<DraftQuestionProps, "origin" | "store">): JSX.Element {
  const { editor } = useLocale().strings;
  const isPending = useSignal(false);
  const code = useSignal<ErrorCode | null>(null);
  const copy = async () => {
    isPending.value = true;
    code.value = null;
    try {
      const made = await store.copyDraft();
      if (made) location.replace(editorAddress(origin, made.node, made.space));
    } catch (error) {
      code.value = codeOf(error);
      isPending.value = false;
    }
  };
  return (
    <>
      <Button tone="primary" isPending={isPending.value} onClick={() => void copy()}>
        {editor.saveAsCopy}
      </Button>
      {code.value !== null && <ErrorState code={code.value} isSmall />}
    </>
  );
}
