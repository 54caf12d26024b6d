import * as v from "valibot";
import { asSealed, type Bytes } from "../../shared/bytes.ts";
import {
  type NodeId,
  type PortalOrigin,
  parseConnectionId,
  parseLiveSessionId,
  type SpaceId,
} from "../../shared/ids.ts";
import { settled, transact } from "../spaces/database.ts";
import { afterDraft, type DraftFate } from "./drafted-frames.ts";
import type { FrameQueue, QueuedFrame } from "./surroundings.ts";

/**
 * Frames that nobody has confirmed, sealed as they are, on this browser's disk. Each page holds a lock of its own for as long as it
 * lives, so that another page takes over only what a page left that is no more. What was typed in one space is never taken for
 * another's, nor given up there: a file keeps its id when it is shared, and anybody may give it to a file of his.
 */

const id = <Id>(parse: (value: unknown) => Id) =>
  v.pipe(
    v.unknown(),
    v.check((value) => {
      try {
        parse(value);
        return true;
      } catch {
        return false;
      }
    }),
    v.transform(parse),
  );

const record = v.strictObject({
  page: v.string(),
  session: id(parseLiveSessionId),
  connection: id(parseConnectionId),
  clock: v.number(),
  wire: v.custom<Bytes>((value) => value instanceof Uint8Array),
  role: v.optional(v.picklist(["waiting", "drafted", "state"]), "waiting"),
});

const lockOf = (page: string): string => `strongroom live ${page}`;

interface FramePlace {
  readonly origin: PortalOrigin;
  readonly space: SpaceId;
  readonly node: NodeId;
}

type Owned = QueuedFrame & { readonly page: string };

const keyOf = (
  { origin, space, node }: FramePlace,
  { connection, clock }: Pick<QueuedFrame, "connection" | "clock">,
): IDBValidKey => [origin, space, node, connection, clock];

/** Holds the page's lock until the signal. Without locks in the browser nothing is ever taken over. */
export function createFrameQueue(place: FramePlace, signal: AbortSignal): FrameQueue {
  const page = crypto.randomUUID();
  void hold(lockOf(page), signal);
  return {
    async put(frame) {
      await quietly("readwrite", (store) => settled(store.put({ ...frame, page }, keyOf(place, frame))));
    },
    async remove(frame) {
      await quietly("readwrite", (store) => settled(store.delete(keyOf(place, frame))));
    },
    async takeLeft() {
      const others = (await readLeft(place)).filter((frame) => frame.page !== page);
      const left = others.map(({ page: _, ...frame }) => frame);
      // From now on they are this page's
      for (const frame of left) await this.put(frame);
      return left;
    },
  };
}

/** Of a page that only looks round: what others left stays theirs. */
export const NO_QUEUE: FrameQueue = {
  put: async () => undefined,
  remove: async () => undefined,
  takeLeft: async () => [],
};

/** A draft was decided on: what pages that are no more left of it, where it was made, follows that. */
export async function settleDrafted(
  { origin, space, node, draft }: FramePlace & { readonly draft?: Pick<FramePlace, "space"> | null },
  fate: DraftFate,
): Promise<void> {
  const place = { origin, space: draft?.space ?? space, node };
  const { put, remove } = afterDraft(await readLeft(place), fate);
  await quietly("readwrite", async (store) => {
    for (const frame of put) await settled(store.put(frame, keyOf(place, frame)));
    for (const frame of remove) await settled(store.delete(keyOf(place, frame)));
  });
}

/** Whether anything lies there, of whichever page. */
export const hasFrames = async (place: FramePlace): Promise<boolean> =>
  ((await quietly("readonly", (store) => settled(store.count(rangeOf(place))))) ?? 0) > 0;

/** Whether something that was typed there has not reached the portal, on whichever page. @throws BROWSER_STORAGE_BROKEN */
export async function isTextWaiting(place: FramePlace): Promise<boolean> {
  const all = await transact("frames", "readonly", (store) => settled(store.getAll(rangeOf(place))));
  return all.some((value) => v.is(record, value) && value.role !== "state");
}

const rangeOf = ({ origin, space, node }: FramePlace): IDBKeyRange =>
  IDBKeyRange.bound([origin, space, node], [origin, space, node, []]);

/** Of pages that are no more. */
async function readLeft(place: FramePlace): Promise<readonly Owned[]> {
  const all = await quietly("readonly", (store) => settled(store.getAll(rangeOf(place))));
  const left: Owned[] = [];
  for (const value of all ?? []) {
    const { success, output } = v.safeParse(record, value);
    if (success && (await isGone(output.page))) left.push({ ...output, wire: asSealed(output.wire) });
  }
  return left;
}

async function hold(name: string, signal: AbortSignal): Promise<void> {
  await globalThis.navigator?.locks?.request(
    name,
    () => new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true })),
  );
}

async function isGone(page: string): Promise<boolean> {
  const { locks } = globalThis.navigator ?? {};
  if (!locks) return false;
  return locks.request(lockOf(page), { ifAvailable: true }, async (lock) => lock !== null);
}

/** Null when the browser's disk does not take it: only what nobody has confirmed is at stake. */
const quietly = <Result>(
  mode: IDBTransactionMode,
  run: (store: IDBObjectStore) => Promise<Result>,
): Promise<Result | null> => transact("frames", mode, run).catch(() => null);
