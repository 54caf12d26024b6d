import { isDocumentKind, openedKindOf } from "../../editors/document-kinds.ts";
import type { DocumentSaveState } from "../../ui/editor/SaveState.tsx";
import type { Desk, OpenPhase } from "./desk.ts";

/** What the bar says about saving. */
export function saveStateOf(desk: Desk | null, { opened }: OpenPhase): DocumentSaveState {
  const kind = openedKindOf(opened.name);
  const mayWrite = desk?.live?.mayWrite.value ?? opened.canEdit;
  if (!mayWrite || kind === null || !isDocumentKind(kind)) return { kind: "readOnly" };
  if (!desk) return { kind: "saved", atMs: null };
  const state = desk.saving.state.value;
  // Whoever cannot reach the others waits for them, whether it is he who saves or not
  if (state === "unsaved" && desk.live?.status.value === "connecting")
    return { kind: desk.live.trouble.value === null ? "offline" : "failed" };
  return state === "saved" ? { kind: state, atMs: desk.saving.savedAtMs.value } : { kind: state };
}
