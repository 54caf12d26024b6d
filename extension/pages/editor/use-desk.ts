import { effect, untracked, useSignal } from "@preact/signals";
import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Plain } from "../../../shared/bytes.ts";
import type { ErrorCode } from "../../../shared/errors.ts";
import { openedKindOf } from "../../editors/document-kinds.ts";
import { type DocumentNews, watchDocument } from "../../files/watch-document.ts";
import type { DocumentStore } from "../../state/document-store.ts";
import { codeOf } from "../../state/error-code.ts";
import type { Locale } from "../../ui/locale.ts";
import type { Inside } from "../shell/PortalGate.tsx";
import { type Desk, type OpenPhase, openDesk } from "./desk.ts";
import { useGoingOn } from "./going-on.ts";

export interface DeskPlace {
  readonly inside: Inside;
  readonly store: DocumentStore;
  readonly phase: OpenPhase;
  readonly locale: Locale;
  /** The person shares the file from this very page, which stays until that is done. */
  readonly isSharing: boolean;
}

export interface DeskInPage {
  readonly host: RefObject<HTMLElement | null>;
  readonly desk: Desk | null;
  /** Why it could not be opened, or what broke while it was open. */
  readonly code: ErrorCode | null;
  /** The access was taken away; with the work that no version holds, where there is some. */
  readonly denied: { readonly work: Plain | null } | null;
}

/** The desk of a page: opened when the page stands, closed with it or when the portal lets the person in no more. */
export function useDesk({ inside, store, phase, locale, isSharing }: DeskPlace): DeskInPage {
  const host = useRef<HTMLElement>(null);
  const desk = useSignal<Desk | null>(null);
  const code = useSignal<ErrorCode | null>(null);
  const denied = useSignal<{ readonly work: Plain | null } | null>(null);
  const isShared = useSignal(false);
  const resume = () => void store.open({ isResuming: true });
  useEffect(() => {
    const ending = new AbortController();
    const element = host.current;
    const kind = openedKindOf(phase.opened.name);
    if (!element || !kind) return;
    const onError = (failed: ErrorCode) => {
      code.value = failed;
    };
    const place = { element, phase, kind, locale, author: inside.account.name };
    const reopen = () => void store.open();
    openDesk({ ...place, onReplaced: reopen, onError, signal: ending.signal }).then(
      (opened) => {
        ending.signal.addEventListener("abort", () => void opened.dispose());
        if (ending.signal.aborted) return void opened.dispose();
        desk.value = opened;
        opened.editor.focus();
        if (phase.isDraft) ending.signal.addEventListener("abort", afterSaving(opened, reopen));
        const close = async () => {
          // What others wrote meanwhile is nothing that a reader who is shut out takes along
          const isOwn = phase.opened.canEdit && opened.saving.isDirty();
          const work = isOwn ? await exportOf(opened) : null;
          await opened.dispose();
          desk.value = null;
          denied.value = { work };
        };
        const onNewVersion = ({ version, isDenied }: DocumentNews) => {
          if (isDenied) void close();
          else if (version === null) code.value = "NOT_FOUND";
          else opened.saving.noteVersion(version);
        };
        const { origin, node, space } = phase.opened;
        const onShared = () => {
          isShared.value = true;
        };
        watchDocument({ origin, node, space, signal: ending.signal, onNewVersion, onShared });
        opened.saving.noteVersion(phase.opened.version);
      },
      (error) => {
        if (!ending.signal.aborted) onError(codeOf(error));
      },
    );
    return () => ending.abort();
  }, []);
  useGoingOn({ desk: desk.value, isShared: isShared.value, isSharing, resume });
  return { host, desk: desk.value, code: code.value, denied: denied.value };
}

/** A draft that has become a version can be shared: it is opened anew, with the others. Gives the end of waiting for it. */
const afterSaving = ({ editor, saving }: Desk, reopen: () => void): (() => void) =>
  effect(() => {
    if (saving.savedAtMs.value === null || saving.state.value !== "saved") return;
    untracked(() => {
      // What stands in a field of the editor would be gone with it: it is saved first
      editor.endInput?.();
      if (!saving.isDirty()) reopen();
    });
  });

/** What stands in the editor; null when it cannot be had. */
const exportOf = ({ editor }: Desk): Promise<Plain | null> =>
  editor.exportBytes().then(
    ({ bytes }) => bytes,
    () => null,
  );
