import * as v from "valibot";
import { countField, timeField } from "../../shared/api/fields.ts";
import type { Bytes, Plain } from "../../shared/bytes.ts";
import { openDraft, sealDraft } from "../../shared/crypto/draft.ts";
import type { NodeId, PortalOrigin } from "../../shared/ids.ts";
import { settled, transact } from "../spaces/database.ts";
import type { OpenSpace } from "../spaces/open-space.ts";
import { spaceKeyOf } from "./node-meta.ts";

/** Unsaved work, sealed on this browser's disk until it is saved or thrown away. One for each document. */

const record = v.strictObject({
  generation: countField(1),
  baseVersion: countField(1),
  savedAtMs: timeField,
  wire: v.custom<Bytes>((value) => value instanceof Uint8Array),
});

export interface Draft {
  readonly bytes: Plain;
  readonly savedAtMs: number;
  /** The version that was being edited. */
  readonly baseVersion: number;
}

/** @throws BROWSER_STORAGE_FULL */
export async function writeDraft(
  space: OpenSpace,
  { node, baseVersion, bytes }: { node: NodeId; baseVersion: number; bytes: Plain },
): Promise<void> {
  const { generation } = space.state;
  const savedAtMs = Date.now();
  const spaceKey = spaceKeyOf(space, generation);
  const place = { spaceKey, space: space.space, generation, node, baseVersion, savedAtMs };
  const wire = await sealDraft({ ...place, bytes });
  const kept = { generation, baseVersion, savedAtMs, wire };
  await transact("drafts", "readwrite", (store) => settled(store.put(kept, [space.origin, node])));
}

/** Null when there is none. A damaged one is none, too: nothing of it could be shown. */
export async function readDraft(space: OpenSpace, node: NodeId): Promise<Draft | null> {
  const value = await transact("drafts", "readonly", (store) =>
    settled(store.get([space.origin, node]) as IDBRequest<unknown>),
  );
  const kept = v.safeParse(record, value);
  if (!kept.success) return null;
  const { generation, baseVersion, savedAtMs, wire } = kept.output;
  try {
    const place = { space: space.space, generation, node, baseVersion, savedAtMs };
    const bytes = await openDraft({ ...place, spaceKey: spaceKeyOf(space, generation), wire });
    return { bytes, savedAtMs, baseVersion };
  } catch {
    return null;
  }
}

export const removeDraft = (origin: PortalOrigin, node: NodeId): Promise<undefined> =>
  transact("drafts", "readwrite", (store) => settled(store.delete([origin, node])));
