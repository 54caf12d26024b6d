/** What an editor page knows of its own opening. */
export interface OpeningNotes {
  /** What the product marks on its way, by the clock on the wall. */
  readonly marks: Readonly<Record<string, number>>;
  /** How long it had a request to the portal on its way before the document was opened. */
  readonly waitedMs: number;
}

/** Runs in the page. */
export function readOpening(portal: string): OpeningNotes {
  const marked = Object.fromEntries(
    performance
      .getEntriesByType("mark")
      .map(({ name, startTime }) => [name.replace("strongroom:", ""), startTime]),
  );
  const { asked = 0, opened = 0 } = marked;
  const spans = (performance.getEntriesByType("resource") as PerformanceResourceTiming[])
    .filter(({ name, startTime }) => name.startsWith(portal) && startTime >= asked && startTime < opened)
    .map(({ startTime, responseEnd }) => [startTime, Math.min(responseEnd, opened)] as const)
    .sort(([a], [b]) => a - b);
  let [waitedMs, until] = [0, asked];
  for (const [start, end] of spans) {
    waitedMs += Math.max(0, end - Math.max(start, until));
    until = Math.max(until, end);
  }
  const marks = Object.fromEntries(
    Object.entries(marked).map(([name, at]) => [name, performance.timeOrigin + at]),
  );
  return { marks, waitedMs };
}
