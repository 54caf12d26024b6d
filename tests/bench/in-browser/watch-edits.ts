/** Where an edit is seen, and the key that makes it. */
export interface Watched {
  /** The elements whose text is read; of those that hold the mark the one that shows most. */
  readonly selector: string;
  /** The words that the edits stand behind. */
  readonly mark: string;
  /** Read instead of the text. */
  readonly attribute?: string;
  /** Edits are letters q and x, one after the other, or numbers from 1001 on, one in the place of the other. */
  readonly shows: "letters" | "numbers";
  /** Each of these keys is an edit. */
  readonly keys: readonly string[];
}

/** What a page saw: of the n-th edit at n - 1, by the clock on the wall. */
export interface Seen {
  readonly keysMs: readonly number[];
  readonly shownMs: readonly number[];
}

interface Watching {
  readonly keysMs: number[];
  readonly shownMs: number[];
}

/**
 * Runs in the page. Notes when an edit's key went down, and the end of the first frame in which the edit stands: its task
 * comes after everything that the frame drew.
 */
export function watchEdits({ selector, mark, attribute, shows, keys }: Watched): void {
  const watching = { keysMs: [] as number[], shownMs: [] as number[] };
  Object.assign(globalThis, { strongroomBench: watching });
  const startMs = Date.now() - performance.now();
  const countIn = (each: Element): number => {
    const written = (attribute === undefined ? each.textContent : each.getAttribute(attribute)) ?? "";
    const text = written.replaceAll("\u00a0", " ");
    const at = text.indexOf(mark);
    if (at < 0) return 0;
    const behind = text.slice(at + mark.length);
    if (shows === "numbers") return (Number.parseInt(behind, 10) || 0) - 1000;
    return /^[qx]*/.exec(behind.replace(/\s/g, ""))?.[0].length ?? 0;
  };
  const count = (): number => Math.max(0, ...[...document.querySelectorAll(selector)].map(countIn));
  const afterFrame = new MessageChannel();
  afterFrame.port1.onmessage = () => {
    const shown = count();
    while (watching.shownMs.length < shown) watching.shownMs.push(startMs + performance.now());
    requestAnimationFrame(onFrame);
  };
  const onFrame = (): void => afterFrame.port2.postMessage(null);
  requestAnimationFrame(onFrame);
  addEventListener(
    "keydown",
    ({ key, timeStamp }) => {
      if (keys.includes(key)) watching.keysMs.push(startMs + timeStamp);
    },
    { capture: true },
  );
}

/** Runs in the page. */
export const readSeen = (): Seen =>
  (globalThis as { strongroomBench?: Watching }).strongroomBench ?? { keysMs: [], shownMs: [] };
