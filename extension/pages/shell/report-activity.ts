import { touch } from "../../vault/lock.ts";

/** Often enough for a lock after one idle minute, seldom enough to cost nothing. */
const REPORT_EVERY_MS = 20_000;

/** Tells the idle lock that somebody is here, whenever a key or the pointer is used in this page. */
export function reportActivity(): void {
  let reportedAtMs = Date.now();
  const report = (): void => {
    const nowMs = Date.now();
    if (nowMs - reportedAtMs < REPORT_EVERY_MS) return;
    reportedAtMs = nowMs;
    void touch();
  };
  for (const kind of ["keydown", "pointerdown", "wheel"]) {
    document.addEventListener(kind, report, { capture: true, passive: true });
  }
}
