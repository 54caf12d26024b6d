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
      await desk.saving.keepWork();
    });
    return () => {
      listening.abort();
      beforeLock(null);
    };
  }, [desk, beforeLock, resumption]);
}

function listen({ editor, saving }: Desk, signal: AbortSignal): void {
  const save = (): void => void saving.saveNow();
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== "s") return;
    event.preventDefault();
    event.stopPropagation();
    save();
  };
  const onBeforeUnload = (event: BeforeUnloadEvent): void => {
    if (!saving.isDirty() && saving.state.value !== "saving") return;
    save();
    event.preventDefault();
  };
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  dark.addEventListener("change", () => editor.setTheme(currentTheme()), { signal });
  window.addEventListener("keydown", onKeyDown, { signal, capture: true });
  window.addEventListener("beforeunload", onBeforeUnload, { signal });
  window.addEventListener("pagehide", () => void saving.keepWork(), { signal });
  window.addEventListener("online", save, { signal });
  document.addEventListener("visibilitychange", () => document.hidden && save(), { signal });
}
