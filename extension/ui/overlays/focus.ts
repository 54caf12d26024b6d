import type { RefObject } from "preact";
import { useLayoutEffect } from "preact/hooks";

/**
 * Remembers what had the focus when a component appeared and gives the focus back when it goes.
 * Browsers do this for a dialog that is closed, not for one that is taken out of the page.
 */
export function useFocusReturn(): void {
  useLayoutEffect(() => {
    const before = document.activeElement;
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
}

/**
 * Calls `onAway` for a press of the pointer or a turn of the wheel outside of the element, and when the window changes
 * under it. A list that scrolls by itself, to show the very row whose menu was opened, is no reason.
 */
export function useDismissal(ref: RefObject<HTMLElement | null>, onAway: () => void): void {
  useLayoutEffect(() => {
    const listening = new AbortController();
    const { signal } = listening;
    const isInside = (target: EventTarget | null) => target instanceof Node && ref.current?.contains(target);
    const leave = (event: Event) => {
      if (!isInside(event.target)) onAway();
    };
    document.addEventListener("pointerdown", leave, { signal, capture: true });
    for (const type of ["wheel", "touchmove"] as const)
      document.addEventListener(type, leave, { signal, capture: true, passive: true });
    window.addEventListener("resize", onAway, { signal });
    window.addEventListener("blur", onAway, { signal });
    return () => listening.abort();
  }, [ref, onAway]);
}
