import { useEffect } from "preact/hooks";

const POLL_MS = 20_000;

/** Looks at the portal now, when the page comes back into sight, and now and then while it is seen. */
export function useLooks(look: () => Promise<void>): void {
  useEffect(() => {
    const lookIfSeen = (): void => {
      if (document.visibilityState === "visible") void look();
    };
    void look();
    const timer = setInterval(lookIfSeen, POLL_MS);
    document.addEventListener("visibilitychange", lookIfSeen);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", lookIfSeen);
    };
  }, [look]);
}
