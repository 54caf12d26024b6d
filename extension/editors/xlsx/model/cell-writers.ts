/** Who wrote what in a cell, and whether they had seen what others wrote there: so that both are told when they had not. */
import type { Transaction, Map as YMap } from "yjs";
import { parseContent, type StoredContent } from "./entries.ts";

/** The item that holds an entry: who wrote it, which item its writer saw there before, and which one lies under it. */
interface Written {
  readonly id: { readonly client: number; readonly clock: number };
  readonly origin: { readonly client: number; readonly clock: number } | null;
  readonly left: Written | null;
  readonly deleted: boolean;
  readonly content: { getContent(): readonly unknown[] };
}

export interface Meeting {
  readonly key: string;
  readonly isOwnKept: boolean;
  readonly kept: StoredContent;
  /** Undefined where the document had thrown it away before it came here. */
  readonly lost: StoredContent | undefined;
  readonly by: number;
}

interface Own {
  readonly client: number;
  readonly clock: number;
  readonly content: StoredContent;
}

const contentOf = (item: Written): StoredContent | undefined => parseContent(item.content.getContent()[0]);

/** Whether who wrote the item had what was written by `own` before them, now or when they wrote here before. */
function knew(item: Written, own: Own): boolean {
  for (let at: Written | null = item; at?.id.client === item.id.client; at = at.left)
    if (at.origin !== null && at.origin.client === own.client && at.origin.clock >= own.clock) return true;
  return false;
}

export class CellWriters {
  readonly #cells: YMap<unknown>;
  /** What this person wrote, until somebody who has seen it writes over it. */
  readonly #own = new Map<string, Own>();
  #meetings: Meeting[] = [];

  constructor(cells: YMap<unknown>) {
    this.#cells = cells;
  }

  /** Of each change of a cell's contents, while its transaction goes on: what lost is thrown away after that. */
  note(key: string, isOwn: boolean, { beforeState }: Pick<Transaction, "beforeState">): void {
    const item: Written | undefined = this.#cells._map.get(key);
    if (item === undefined) return;
    if (isOwn) this.#remember(key, item);
    else this.#compare(key, item, ({ id }) => id.clock >= (beforeState.get(id.client) ?? 0));
  }

  take(): readonly Meeting[] {
    const meetings = this.#meetings;
    this.#meetings = [];
    return meetings;
  }

  #remember(key: string, item: Written): void {
    const content = item.deleted ? undefined : contentOf(item);
    if (content === undefined) this.#own.delete(key);
    else this.#own.set(key, { ...item.id, content });
  }

  #compare(key: string, item: Written, isNew: (item: Written) => boolean): void {
    const own = this.#own.get(key);
    if (own === undefined) return;
    const isOwnKept = item.id.client === own.client && item.id.clock === own.clock;
    if (!isOwnKept) this.#own.delete(key);
    // Under one's own lies what came too late to stand.
    let other: Written | null = item;
    while (isOwnKept && other !== null && !isNew(other)) other = other.left;
    if (other === null || item.deleted || other.id.client === own.client) return;
    const theirs = contentOf(other);
    if (knew(other, own) || isSame(theirs, own.content)) return;
    const by = other.id.client;
    if (isOwnKept) this.#meetings.push({ key, isOwnKept, kept: own.content, lost: theirs, by });
    else if (theirs !== undefined)
      this.#meetings.push({ key, isOwnKept, kept: theirs, lost: own.content, by });
  }
}

const isSame = (a: StoredContent | undefined, b: StoredContent): boolean =>
  JSON.stringify(a) === JSON.stringify(b);
