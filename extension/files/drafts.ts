import * as v from "valibot";
import { blobField, countField, parsed, timeField } from "../../shared/api/fields.ts";
import type { Bytes, Plain } from "../../shared/bytes.ts";
import { createDraftSealer, openDraft } from "../../shared/crypto/draft.ts";
import {
  type BlobId,
  type LiveSessionId,
  type NodeId,
  type PortalOrigin,
  parseLiveSessionId,
  type SpaceId,
} from "../../shared/ids.ts";
import { heldGeneration } from "../live/held-generation.ts";
import { settled, transact } from "../spaces/database.ts";
import type { OpenSpace } from "../spaces/open-space.ts";
import { spaceKeyOf } from "./node-meta.ts";

/**
 * Unsaved work, sealed on this browser's disk until it is saved or thrown away. One for each document, which its space tells
 * from whatever has the same id elsewhere.
 */

interface DraftPlace {
  readonly origin: PortalOrigin;
  readonly space: SpaceId;
  readonly node: NodeId;
}

const keyOf = ({ origin, space, node }: DraftPlace): IDBValidKey => [origin, space, node];
const keyIn = ({ origin, space }: OpenSpace, node: NodeId): IDBValidKey => keyOf({ origin, space, node });

const record = v.strictObject({
  generation: countField(1),
  baseVersion: countField(),
  savedAtMs: timeField,
  wire: v.custom<Bytes>((value) => value instanceof Uint8Array),
  sent: v.optional(v.array(blobField), []),
  session: v.optional(v.nullable(parsed(parseLiveSessionId)), null),
});

export interface Draft {
  /** Where it was made: the Private Room, for a file that was shared since. */
  readonly space: SpaceId;
  readonly bytes: Plain;
  readonly savedAtMs: number;
  /** The version that was being edited; 0 for one that has no number where the file is now. */
  readonly baseVersion: number;
  /** The live session that has all of it, or gets it from this browser's disk; null where there is none. */
  readonly session: LiveSessionId | null;
}

/** Contents of versions that were sent from here while nobody knows what became of them. */
type Sent = ReadonlySet<BlobId>;

interface ToKeep {
  readonly node: NodeId;
  /** May still be in the making: the key is taken before it is there. */
  readonly work: Promise<Omit<Draft, "savedAtMs" | "space">>;
  readonly sent: Sent;
}

/** A key that is known and has not come yet is not waited for. @throws KEY_MISSING; BROWSER_STORAGE_FULL; what kept the work from coming */
export async function writeDraft(space: OpenSpace, { node, work, sent }: ToKeep): Promise<void> {
  const spaceKey = (generation: number) => space.spaceKeys.get(generation) ?? null;
  const generation = heldGeneration({ generation: () => space.state.generation, spaceKey });
  const seal = await createDraftSealer({ spaceKey: spaceKeyOf(space, generation), node });
  const { bytes, baseVersion, session } = await work;
  const savedAtMs = Date.now();
  const wire = await seal({ space: space.space, generation, baseVersion, savedAtMs, bytes });
  const kept = { generation, baseVersion, savedAtMs, wire, sent: [...sent], session };
  await transact("drafts", "readwrite", (store) => settled(store.put(kept, keyIn(space, node))));
}

/** Notes with the draft, if there is one, what was sent. @throws BROWSER_STORAGE_FULL */
export const noteSent = (space: OpenSpace, node: NodeId, sent: Sent): Promise<void> =>
  transact("drafts", "readwrite", async (store) => {
    const kept = await settled(store.get(keyIn(space, node)) as IDBRequest<unknown>);
    if (v.is(record, kept)) await settled(store.put({ ...kept, sent: [...sent] }, keyIn(space, node)));
  });

/** Null when there is none. A damaged one is none, too: nothing of it could be shown. */
export async function readDraft(
  space: OpenSpace,
  node: NodeId,
): Promise<(Draft & { readonly sent: readonly BlobId[] }) | null> {
  const value = await transact("drafts", "readonly", (store) =>
    settled(store.get(keyIn(space, node)) as IDBRequest<unknown>),
  );
  const kept = v.safeParse(record, value);
  if (!kept.success) return null;
  const { generation, baseVersion, savedAtMs, wire, sent, session } = kept.output;
  try {
    const place = { space: space.space, generation, node, baseVersion, savedAtMs };
    const bytes = await openDraft({ ...place, spaceKey: spaceKeyOf(space, generation), wire });
    return { space: space.space, bytes, savedAtMs, baseVersion, sent, session };
  } catch {
    return null;
  }
}

/** Whether there is one, without opening it. */
export const hasDraft = (place: DraftPlace): Promise<boolean> =>
  transact("drafts", "readonly", async (store) => (await settled(store.count(keyOf(place)))) > 0);

export const removeDraft = (place: DraftPlace): Promise<undefined> =>
  transact("drafts", "readwrite", (store) => settled(store.delete(keyOf(place))));

interface OpenedOn extends DraftPlace {
  readonly draft: Pick<Draft, "space" | "savedAtMs"> | null;
}

/** The one of the time before the file was shared that a page was opened on: not one that another page has kept there since. */
export async function removeFormerDraft({ draft, ...here }: OpenedOn): Promise<void> {
  if (!draft || draft.space === here.space) return;
  const key = keyOf({ ...here, space: draft.space });
  await transact("drafts", "readwrite", async (store) => {
    const kept = await settled(store.get(key) as IDBRequest<unknown>);
    if (v.is(record, kept) && kept.savedAtMs === draft.savedAtMs) await settled(store.delete(key));
  });
}
