/**
 * Ids of rows, columns and sheets, and runs of them. An id is a prefix and a number: `r4` is the file's fifth row,
 * `x7f2a.0` the first of a batch that somebody inserted. Runs keep a million rows as short as one.
 */

export type LineId = string;
/** `count` ids from `prefix + from` on. As a tuple it is also how runs are stored. */
export type Run = readonly [prefix: string, from: number, count: number];

export interface IdParts {
  readonly prefix: string;
  readonly number: number;
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

/** Null for what is no id: it has to begin with something and end with a number. */
export function idParts(id: LineId): IdParts | null {
  let start = id.length;
  while (start > 0 && isDigit(id.charCodeAt(start - 1))) start--;
  return start === 0 || start === id.length
    ? null
    : { prefix: id.slice(0, start), number: Number(id.slice(start)) };
}

export function runsOf(ids: Iterable<LineId>): Run[] {
  const runs: [string, number, number][] = [];
  for (const id of ids) {
    const parts = idParts(id);
    const last = runs.at(-1);
    if (parts === null) continue;
    if (last !== undefined && last[0] === parts.prefix && last[1] + last[2] === parts.number) last[2]++;
    else runs.push([parts.prefix, parts.number, 1]);
  }
  return runs;
}

export function* idsOf(runs: Iterable<Run>): Generator<LineId> {
  for (const [prefix, from, count] of runs) for (let i = 0; i < count; i++) yield prefix + (from + i);
}

/** No run that anybody stores honestly is longer than a sheet. */
const COUNT_MAX = 1_048_576;

export const isRun = (value: unknown): value is Run =>
  Array.isArray(value) &&
  typeof value[0] === "string" &&
  Number.isSafeInteger(value[1]) &&
  value[1] >= 0 &&
  Number.isSafeInteger(value[2]) &&
  value[2] > 0 &&
  value[2] <= COUNT_MAX;

/** A set of ids, kept as stretches. */
export class RunSet {
  readonly #stretches = new Map<string, { from: number; end: number }[]>();
  #isSorted = true;

  add([prefix, from, count]: Run): void {
    const known = this.#stretches.get(prefix);
    if (known === undefined) this.#stretches.set(prefix, [{ from, end: from + count }]);
    else known.push({ from, end: from + count });
    this.#isSorted = false;
  }

  get isEmpty(): boolean {
    return this.#stretches.size === 0;
  }

  has(id: LineId): boolean {
    const parts = idParts(id);
    return parts !== null && this.within([parts.prefix, parts.number, 1]).some(({ isIn }) => isIn);
  }

  /** The run cut where it enters or leaves the set. */
  within([prefix, from, count]: Run): { run: Run; isIn: boolean }[] {
    this.#sort();
    const pieces: { run: Run; isIn: boolean }[] = [];
    const put = (start: number, end: number, isIn: boolean): void => {
      if (end > start) pieces.push({ run: [prefix, start, end - start], isIn });
    };
    let at = from;
    for (const stretch of this.#stretches.get(prefix) ?? []) {
      if (stretch.end <= at) continue;
      if (stretch.from >= from + count) break;
      put(at, stretch.from, false);
      put(Math.max(at, stretch.from), Math.min(stretch.end, from + count), true);
      at = Math.min(stretch.end, from + count);
    }
    put(at, from + count, false);
    return pieces;
  }

  *runs(): Generator<Run> {
    this.#sort();
    for (const [prefix, stretches] of this.#stretches)
      for (const { from, end } of stretches) yield [prefix, from, end - from];
  }

  #sort(): void {
    if (this.#isSorted) return;
    for (const [prefix, stretches] of this.#stretches) {
      const merged: { from: number; end: number }[] = [];
      for (const each of stretches.toSorted((a, b) => a.from - b.from)) {
        const last = merged.at(-1);
        if (last !== undefined && each.from <= last.end) last.end = Math.max(last.end, each.end);
        else merged.push({ ...each });
      }
      this.#stretches.set(prefix, merged);
    }
    this.#isSorted = true;
  }
}
