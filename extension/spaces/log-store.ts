import * as v from "valibot";
import { countField, headField } from "../../shared/api/fields.ts";
import type { Bytes } from "../../shared/bytes.ts";
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
export async function readEntries(origin: PortalOrigin, space: SpaceId): Promise<Bytes[]> {
  const values = await transact("entries", "readonly", (store) =>
    settled(store.getAll(entryKeys(origin, space, 0)) as IDBRequest<unknown[]>),
  );
  return values.flatMap((value) => (v.is(wire, value) ? [value] : []));
}

/** Keeps verified entries; `from` is the number of the first. */
export async function keepEntries(
  origin: PortalOrigin,
  space: SpaceId,
  from: number,
  wires: readonly Bytes[],
): Promise<void> {
  await transact("entries", "readwrite", async (store) => {
    await Promise.all(wires.map((each, index) => settled(store.put(each, [origin, space, from + index]))));
  });
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

/** Keeps what was verified. An older head never replaces a newer one, whichever page comes last. */
export async function keepPins(
  origin: PortalOrigin,
  space: SpaceId,
  { head, lockboxes }: { head: Head; lockboxes: Pins["lockboxes"] },
): Promise<void> {
  await transact("spaces", "readwrite", async (store) => {
    const value = await settled(store.get([origin, space]) as IDBRequest<unknown>);
    const before = v.safeParse(pins, value);
    if (before.success && before.output.head.seq > head.seq) return;
    await settled(store.put({ head: { ...head }, lockboxes: [...lockboxes] }, [origin, space]));
  });
}
