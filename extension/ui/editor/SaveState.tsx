import { CircleAlert, CircleCheck, CloudOff, Eye, type IconNode, LoaderCircle, Pencil } from "lucide";
import type { JSX } from "preact";
import { Icon } from "../Icon.tsx";
import { type Locale, useLocale } from "../locale.ts";

export type DocumentSaveState =
  | { readonly kind: "saved"; readonly atMs: number | null }
  | { readonly kind: "saving" }
  | { readonly kind: "unsaved" }
  | { readonly kind: "offline" }
  | { readonly kind: "failed" }
  | { readonly kind: "conflict" }
  | { readonly kind: "readOnly" };

const ICONS: Readonly<Record<DocumentSaveState["kind"], IconNode>> = {
  saved: CircleCheck,
  saving: LoaderCircle,
  unsaved: Pencil,
  offline: CloudOff,
  failed: CircleAlert,
  conflict: CircleAlert,
  readOnly: Eye,
};

export interface SaveStateProps {
  readonly state: DocumentSaveState;
  /** Offered when it failed. */
  readonly onRetry?: (() => void) | undefined;
}

/** Whether the document is safe, in words. Read out when it changes; "Saving…" is not, it comes too often. */
export function SaveState({ state, onRetry }: SaveStateProps): JSX.Element {
  const locale = useLocale();
  const text = saveText(state, locale);
  return (
    <span class="save-state" data-state={state.kind} data-testid="save-state">
      <Icon node={ICONS[state.kind]} />
      {state.kind === "failed" && onRetry ? (
        <button type="button" class="link-button" onClick={onRetry}>
          {text}
        </button>
      ) : (
        <span class="save-text">{text}</span>
      )}
      <span class="visually-hidden" role="status">
        {state.kind === "saving" ? "" : text}
      </span>
    </span>
  );
}

function saveText(state: DocumentSaveState, { strings, format }: Locale): string {
  if (state.kind !== "saved") return strings.editor[state.kind];
  return state.atMs === null ? strings.editor.saved : strings.editor.savedAt(format.time(state.atMs));
}
