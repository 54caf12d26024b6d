import { effect } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Inside } from "../shell/PortalGate.tsx";
import { currentTheme } from "../shell/theme.ts";
import type { Desk } from "./desk.ts";
import type { Resumption } from "./resumption.ts";

/** Saves at the moments that count: Ctrl+S, the tab hidden, the network back, the page closed, everything locked. */
export function useDeskEvents(desk: Desk | null, inside: Inside, resumption: Resumption): void {
  const { beforeLock } = inside;
  useEffect(() => {
    if (!desk) return;
    const listening = new AbortController();
    listen(desk, listening.signal);
    beforeLock(async () => {
      resumption.isDue = desk.saving.isDirty();
      await desk.keepForLock();
    });
    return () => {
      listening.abort();
      beforeLock(null);
    };
  }, [desk, beforeLock, resumption]);
}

function listen({ editor, saving, live }: Desk, signal: AbortSignal): void {
  const save = (): void => {
    editor.endInput?.();
    void saving.saveNow();
  };
  const saveAsAsked = (): void => {
    editor.endInput?.();
    void saving.saveNow(true);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== "s") return;
    event.preventDefault();
    event.stopPropagation();
    saveAsAsked();
  };
  const onBeforeUnload = (event: BeforeUnloadEvent): void => {
    editor.endInput?.();
    if (!isLosing()) return;
    saveAsAsked();
    event.preventDefault();
  };
  // What others have already is lost by nobody's leaving; whoever saves for all has to say so, or all when nobody does
  const isLosing = (): boolean =>
    saving.state.value === "saving" ||
    (saving.isDirty() && (live === null || live.isLosing() || saving.isLate()));
  followTheme(editor, signal);
  followRights({ editor, live }, signal);
  window.addEventListener("keydown", onKeyDown, { signal, capture: true });
  window.addEventListener("beforeunload", onBeforeUnload, { signal });
  window.addEventListener("pagehide", () => void saving.keepWork(), { signal });
  window.addEventListener("online", save, { signal });
  document.addEventListener("visibilitychange", () => document.hidden && save(), { signal });
}

/** Who may write no more can go on reading, from that moment on, and so can whoever is not in the others' session yet. */
function followRights({ editor, live }: Pick<Desk, "editor" | "live">, signal: AbortSignal): void {
  if (live)
    signal.addEventListener(
      "abort",
      effect(() => editor.setReadOnly(live.isReadOnly.value)),
      { once: true },
    );
}

/** The editor has colours of its own; it is told when the browser's or the person's choice changes. */
function followTheme(editor: Desk["editor"], signal: AbortSignal): void {
  const follow = (): void => editor.setTheme(currentTheme());
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", follow, { signal });
  const chosen = new MutationObserver(follow);
  chosen.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  signal.addEventListener("abort", () => chosen.disconnect(), { once: true });
}
