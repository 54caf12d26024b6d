import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import type { ErrorCode } from "../../../shared/errors.ts";
import type { DocumentStore } from "../../state/document-store.ts";
import { codeOf } from "../../state/error-code.ts";
import { editorAddress } from "../../state/page-address.ts";
import { Button } from "../../ui/controls/Button.tsx";
import { useLocale } from "../../ui/locale.ts";
import { Banner } from "../../ui/overlays/Banner.tsx";
import { ConfirmDialog } from "../../ui/overlays/ConfirmDialog.tsx";
import { errorSentence } from "../../ui/states/error-sentence.ts";
import type { Inside } from "../shell/PortalGate.tsx";
import type { Desk } from "./desk.ts";

export interface DocumentBannersProps {
  readonly desk: Desk;
  readonly inside: Inside;
  readonly store: DocumentStore;
  readonly onDownload: () => void;
  readonly onFail: (code: ErrorCode) => void;
}

/** What the person must know or decide about the document, above it. */
export function DocumentBanners(props: DocumentBannersProps): JSX.Element {
  const { saving, hasMacros } = props.desk;
  const { strings, errors } = useLocale();
  const { editor, actions } = strings;
  const cause = whyNotSaved(props.desk.saving) ?? whyNotSent(props.desk);
  const isMacroNoteClosed = useSignal(false);
  const download = <Button onClick={props.onDownload}>{actions.download}</Button>;
  return (
    <>
      {saving.state.value === "conflict" && <ConflictBanner {...props} />}
      {saving.newerVersion.value !== null && (
        <Banner
          title={editor.newerTitle}
          actions={<Button onClick={() => void props.store.open()}>{editor.openNewer}</Button>}
        />
      )}
      {saving.isStuck.value && saving.code.value !== null && (
        <Banner tone="loss" title={editor.stuckTitle} actions={download}>
          {errorSentence(errors, saving.code.value)}
        </Banner>
      )}
      {cause !== null && (
        // What is passed on no more is to be kept as a copy: here is one
        <Banner tone="attention" {...(cause === "LIVE_CROWDED" ? { actions: download } : {})}>
          {errorSentence(errors, cause)}
        </Banner>
      )}
      {saving.draftCode.value !== null && (
        <Banner tone="attention" actions={download}>
          {errorSentence(errors, saving.draftCode.value)}
        </Banner>
      )}
      {hasMacros && !isMacroNoteClosed.value && (
        <Banner
          onDismiss={() => {
            isMacroNoteClosed.value = true;
          }}
        >
          {editor.macros}
        </Banner>
      )}
    </>
  );
}

/** Null also while another banner says it. */
function whyNotSaved({ state, code, draftCode, isStuck }: Desk["saving"]): ErrorCode | null {
  const isSaidElsewhere = isStuck.value || code.value === draftCode.value;
  return state.value === "failed" && !isSaidElsewhere ? code.value : null;
}

/** What was typed waits for the others' line, and the portal refuses it. */
function whyNotSent({ saving, live }: Desk): ErrorCode | null {
  const trouble = live?.trouble.value ?? null;
  return saving.state.value === "unsaved" || trouble === "LIVE_CROWDED" ? trouble : null;
}

/** Two texts of one document: the person keeps both, or gives up the one on the screen. */
function ConflictBanner({ desk, inside, store, onFail }: DocumentBannersProps): JSX.Element {
  const { editor } = useLocale().strings;
  const isAsking = useSignal(false);
  const isPending = useSignal(false);
  const keepCopy = async () => {
    isPending.value = true;
    try {
      const { node, space } = await desk.saveAsCopy();
      location.replace(editorAddress(inside.origin, node, space));
    } catch (error) {
      onFail(codeOf(error));
      isPending.value = false;
    }
  };
  const openNewer = async () => {
    await desk.discardWork();
    await store.open();
  };
  const buttons = (
    <>
      <Button
        onClick={() => {
          isAsking.value = true;
        }}
      >
        {editor.openNewer}
      </Button>
      <Button tone="primary" isPending={isPending.value} onClick={() => void keepCopy()}>
        {editor.saveAsCopy}
      </Button>
    </>
  );
  return (
    <>
      <Banner tone="attention" title={editor.conflictTitle} actions={buttons}>
        {editor.conflictChoice}
      </Banner>
      {isAsking.value && (
        <ConfirmDialog
          title={editor.openNewerTitle}
          action={editor.openNewer}
          isDanger
          onConfirm={() => void openNewer()}
          onCancel={() => {
            isAsking.value = false;
          }}
        >
          {editor.openNewerText}
        </ConfirmDialog>
      )}
    </>
  );
}
