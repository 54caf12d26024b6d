import * as v from "valibot";
import { countField, headField } from "../../shared/api/fields.ts";
import { type Bytes, equalBytes } from "../../shared/bytes.ts";
import { AppError } from "../../shared/errors.ts";
import type { PortalOrigin, SpaceId } from "../../shared/ids.ts";
import type { Head } from "../../shared/log/entry.ts";
import { settled, transact } from "./database.ts";

/**
 * Logs as they were received, so that only what is new is fetched, and the highest head that was verified, so that
 * nobody can show this browser an older or another history. What is read here is verified again like anything else.
 */

const wire = v.custom<Bytes>((value) => value instanceof Uint8Array);
const pins = v.strictObject({
  head: headField,
  lockboxes: v.array(v.strictObject({ generation: countField(1), lockbox: wire })),
});

/** The newest verified head of a log, and the person's lockboxes of that space. */
export type Pins = v.InferOutput<typeof pins>;

const entryKeys = (origin: PortalOrigin, space: SpaceId, from: number): IDBKeyRange =>
  IDBKeyRange.bound([origin, space, from], [origin, space, Number.MAX_SAFE_INTEGER]);

/** The entries that were kept, from the first on without a gap. */
export const readEntries = (origin: PortalOrigin, space: SpaceId): Promise<Bytes[]> =>
  readEntriesFrom(origin, space, 0);

/** The same from a number on. */
export async function readEntriesFrom(origin: PortalOrigin, space: SpaceId, from: number): Promise<Bytes[]> {
  const values = await transact("entries", "readonly", (store) =>
    settled(store.getAll(entryKeys(origin, space, from)) as IDBRequest<unknown[]>),
  );
  return values.flatMap((value) => (v.is(wire, value) ? [value] : []));
}

/**
 * Keeps verified entries; `from` is the number of the first. None where the one before them found no room: a copy with
 * a hole is of no use.
 * @throws LOG_FORKED when another page of this browser was shown another entry in one of these places
 */
export async function keepEntries(
  origin: PortalOrigin,
  space: SpaceId,
  from: number,
  wires: readonly Bytes[],
): Promise<void> {
  await transact("entries", "readwrite", async (store) => {
    if (from > 0 && (await settled(store.count([origin, space, from - 1]))) === 0) return;
    await Promise.all(wires.map((each, index) => keepEntry(store, [origin, space, from + index], each)));
  });
}

async function keepEntry(store: IDBObjectStore, key: IDBValidKey, entry: Bytes): Promise<void> {
  const before = await settled(store.get(key) as IDBRequest<unknown>);
  if (!v.is(wire, before)) await settled(store.put(entry, key));
  else if (!equalBytes(before, entry)) throw new AppError("LOG_FORKED");
}

/** Whether some page of this browser has come further than this head. */
export async function isBehind(origin: PortalOrigin, space: SpaceId, { seq }: Head): Promise<boolean> {
  const range = entryKeys(origin, space, seq + 1);
  const count = await transact("entries", "readonly", (store) => settled(store.count(range)));
  return count > 0 || ((await readPins(origin, space))?.head.seq ?? -1) > seq;
}

/** Drops kept entries that turn out to be damaged. The pinned head stays. */
export const dropEntries = (origin: PortalOrigin, space: SpaceId): Promise<undefined> =>
  transact("entries", "readwrite", (store) => settled(store.delete(entryKeys(origin, space, 0))));

export async function readPins(origin: PortalOrigin, space: SpaceId): Promise<Pins | null> {
  const value = await transact("spaces", "readonly", (store) =>
    settled(store.get([origin, space]) as IDBRequest<unknown>),
  );
  const result = v.safeParse(pins, value);
  return result.success ? result.output : null;
}

/**
 * Keeps the newest verified head. An older one never replaces it, whichever page comes last.
 * @throws LOG_FORKED when another head of the same number was verified before
 */
export async function keepHead(origin: PortalOrigin, space: SpaceId, head: Head): Promise<void> {
  await changePins(origin, space, (before) => {
    if (before && before.head.seq === head.seq && before.head.hash !== head.hash)
      throw new AppError("LOG_FORKED");
    if (before && before.head.seq >= head.seq) return before;
    return { head: { ...head }, lockboxes: before?.lockboxes ?? [] };
  });
}

/** Keeps lockboxes that were opened, with the head that they belong to, beside those that other pages opened. */
export async function keepLockboxes(
  origin: PortalOrigin,
  space: SpaceId,
  { head, lockboxes }: Pins,
): Promise<void> {
  await changePins(origin, space, (before) => ({
    head: before?.head ?? { ...head },
    lockboxes: withThose(before?.lockboxes ?? [], lockboxes),
  }));
}

/** One that opened stays: no other takes its place. */
function withThose(kept: Pins["lockboxes"], opened: Pins["lockboxes"]): Pins["lockboxes"] {
  const known = new Set(kept.map(({ generation }) => generation));
  return [...kept, ...opened.filter(({ generation }) => !known.has(generation))];
}

async function changePins(
  origin: PortalOrigin,
  space: SpaceId,
  change: (before: Pins | null) => Pins,
): Promise<void> {
  await transact("spaces", "readwrite", async (store) => {
    const before = v.safeParse(pins, await settled(store.get([origin, space]) as IDBRequest<unknown>));
    await settled(store.put(change(before.success ? before.output : null), [origin, space]));
  });
}

const unsettledKey = (origin: PortalOrigin, space: SpaceId): IDBValidKey => [origin, space, "unsettled"];

/** The entry that was signed and sent without anybody saying what became of it; null when there is none. */
export async function readUnsettled(origin: PortalOrigin, space: SpaceId): Promise<Bytes | null> {
  const value = await transact("spaces", "readonly", (store) =>
    settled(store.get(unsettledKey(origin, space)) as IDBRequest<unknown>),
  );
  return v.is(wire, value) ? value : null;
}

/** Remembers an entry from before it is sent until it is known what became of it: null forgets it. */
export async function keepUnsettled(
  origin: PortalOrigin,
  space: SpaceId,
  entry: Bytes | null,
): Promise<void> {
  const key = unsettledKey(origin, space);
  await transact("spaces", "readwrite", async (store) => {
    if (entry) await settled(store.put(entry, key));
    else await settled(store.delete(key));
  });
}
