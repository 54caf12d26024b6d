import { COLUMNS_MAX, ROWS_MAX } from "../formula/references.ts";
import { keyOf, parseBirth, parseDeath, parseMove, partsOf, type StoredBirth } from "./entries.ts";
import { type Death, LineOrder } from "./line-order.ts";
import type { Move } from "./permutation.ts";
import { idParts, type LineId } from "./runs.ts";
import type { Axis, SheetId } from "./workbook-model.ts";

/** A sheet's rows, its columns, or the sheets themselves. */
export type LineKind = "r" | "c" | "s";
/** `sheet|kind` */
export type HistoryKey = string;

export const SHEETS: HistoryKey = keyOf("*", "s");
export const historyKey = (sheet: SheetId, axis: Axis): HistoryKey =>
  keyOf(sheet, axis === "rows" ? "r" : "c");

interface Growing {
  readonly births: Map<string, StoredBirth>;
  readonly live: Set<string>;
  readonly deaths: Map<string, Death>;
  readonly moves: Map<string, Move>;
  order: LineOrder | null;
}

const kindOf = (key: HistoryKey): string => key.slice(key.lastIndexOf("|") + 1);

const LIKES_MAX = 10_000;

/** Keeps what was stored about the order of lines, and works the orders out when asked. */
export class LineHistories {
  readonly #histories = new Map<HistoryKey, Growing>();
  readonly #baseCounts: Readonly<Record<LineKind, number>>;
  readonly #bases = new Map<string, LineOrder>();
  /** Of Lamport's clock: the latest that was ever seen. */
  #time = 0;

  constructor(sheetCount: number) {
    this.#baseCounts = { r: ROWS_MAX, c: COLUMNS_MAX, s: sheetCount };
  }

  nextTime(): number {
    return this.#time + 1;
  }

  /** Takes in an entry of the map `births`. @returns the history that it belongs to */
  refreshBirth(key: string, value: unknown): HistoryKey {
    const { history, owner, id } = this.#split(key, 2);
    const birth = parseBirth(value);
    if (birth === null) history.births.delete(id);
    else history.births.set(id, birth);
    this.#seen(birth?.time);
    return owner;
  }

  /** Takes in an entry of the map `marks`. */
  refreshMark(key: string, value: unknown): HistoryKey {
    const { history, owner, id, parts } = this.#split(key, 3);
    if (parts[2] === "live") {
      if (value === undefined) history.live.delete(id);
      else history.live.add(id);
    } else if (parts[2] === "dead") put(history.deaths, id, parseDeath(value));
    else if (parts[2] === "move") {
      const move = parseMove(value);
      put(history.moves, id, move === null ? null : { id, ...move });
      this.#seen(move?.time);
    }
    return owner;
  }

  order(key: HistoryKey): LineOrder {
    const history = this.#histories.get(key);
    const kind = kindOf(key);
    if (history === undefined) return this.base(kind);
    history.order ??= new LineOrder({
      base: { prefix: kind, count: this.#countOf(kind) },
      births: [...history.births].map(([batch, birth]) => ({
        ...birth,
        batch,
        isLive: history.live.has(batch),
      })),
      deaths: [...history.deaths.values()],
      moves: [...history.moves.values()],
    });
    return history.order;
  }

  /** The order in which the file has its lines. */
  base(kind: string): LineOrder {
    const base =
      this.#bases.get(kind) ??
      new LineOrder({
        base: { prefix: kind, count: this.#countOf(kind) },
        births: [],
        deaths: [],
        moves: [],
      });
    this.#bases.set(kind, base);
    return base;
  }

  get isEmpty(): boolean {
    return this.#histories.size === 0;
  }

  /** The number of the file's line whose looks a line has: its own, or that of the line it was inserted behind. */
  baseNumber(key: HistoryKey, record: LineId): number | null {
    const kind = kindOf(key);
    let at = record;
    for (let i = 0; i < LIKES_MAX; i++) {
      const parts = idParts(at);
      if (parts === null) return null;
      if (parts.prefix === kind) return parts.number;
      at = this.#histories.get(key)?.births.get(parts.prefix.slice(0, -1))?.like ?? "";
    }
    return null;
  }

  #countOf(kind: string): number {
    return kind === "r" || kind === "c" || kind === "s" ? this.#baseCounts[kind] : 0;
  }

  #seen(time: number | undefined): void {
    if (time !== undefined) this.#time = Math.max(this.#time, time);
  }

  #split(key: string, idAt: number) {
    const parts = partsOf(key);
    const owner = keyOf(parts[0] ?? "", parts[1] ?? "");
    const history = this.#histories.get(owner) ?? {
      births: new Map(),
      live: new Set<string>(),
      deaths: new Map(),
      moves: new Map(),
      order: null,
    };
    this.#histories.set(owner, history);
    history.order = null;
    return { history, owner, id: parts[idAt] ?? "", parts };
  }
}

function put<T>(map: Map<string, T>, id: string, value: T | null): void {
  if (value === null) map.delete(id);
  else map.set(id, value);
}
