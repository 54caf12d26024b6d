import type { Sealed } from "../../shared/bytes.ts";
import { parseMetaGeneration } from "../../shared/crypto/meta-form.ts";
import { type NodeMeta, openMeta, sealMeta } from "../../shared/crypto/metadata.ts";
import type { SpaceKey } from "../../shared/crypto/space-key.ts";
import { AppError } from "../../shared/errors.ts";
import type { NodeId } from "../../shared/ids.ts";
import type { NodeState, SpaceState } from "../../shared/log/space-state.ts";
import type { OpenSpace } from "../spaces/open-space.ts";

/** Names, types and sizes of nodes, opened when they are needed and remembered as long as the space is open. */

type Opened = Map<NodeId, { revision: number; meta: Promise<NodeMeta> }>;

const opened = new WeakMap<OpenSpace, Opened>();

/** @throws KEY_MISSING */
export function spaceKeyOf({ spaceKeys }: OpenSpace, generation: number): SpaceKey {
  const key = spaceKeys.get(generation);
  if (!key) throw new AppError("KEY_MISSING");
  return key;
}

/** A node's metadata. @throws CIPHERTEXT_DAMAGED, NAME_INVALID and what else openMeta throws */
export function readMeta(space: OpenSpace, node: NodeState): Promise<NodeMeta> {
  const book: Opened = opened.get(space) ?? new Map();
  opened.set(space, book);
  const known = book.get(node.node);
  if (known?.revision === node.revision) return known.meta;
  const meta = openNode(space, node);
  meta.catch(() => undefined);
  book.set(node.node, { revision: node.revision, meta });
  return meta;
}

/**
 * Name and type are those that somebody gave who might; a version's author may say only how large it is and when it was
 * changed. What he says that does not open keeps nobody from the rest.
 */
async function openNode(space: OpenSpace, state: NodeState): Promise<NodeMeta> {
  const { named, revision, changedAtMs } = state;
  const given = openOne(space, { ...state, ...named });
  if (named.revision === revision) return given;
  const newest = openOne(space, state).catch(() => ({ sizeBytes: 0, modifiedAtMs: changedAtMs }));
  const [{ name, type }, { sizeBytes, modifiedAtMs }] = await Promise.all([given, newest]);
  return { name, type, sizeBytes, modifiedAtMs };
}

async function openOne(
  space: OpenSpace,
  { node, parent, revision, meta }: Pick<NodeState, "node" | "parent" | "revision" | "meta">,
): Promise<NodeMeta> {
  const generation = parseMetaGeneration(meta);
  const spaceKey = spaceKeyOf(space, generation);
  return openMeta({ wire: meta, spaceKey, space: space.space, generation, node, parent, revision });
}

/** Seals metadata for a place in the tree, under the newest key. */
export const sealNodeMeta = (
  space: OpenSpace,
  place: { node: NodeId; parent: NodeId | null; revision: number },
  meta: NodeMeta,
): Promise<Sealed> => {
  const { generation } = space.state;
  const spaceKey = spaceKeyOf(space, generation);
  return sealMeta({ ...place, meta, spaceKey, space: space.space, generation });
};

/** The names in a folder that can be opened, without `except`'s. */
export async function readNames(
  space: OpenSpace,
  state: SpaceState,
  parent: NodeId | null,
  except?: NodeId,
): Promise<string[]> {
  const siblings = state
    .childrenOf(parent)
    .filter(({ node, trashedBy }) => node !== except && trashedBy === null);
  const metas = await Promise.allSettled(siblings.map((sibling) => readMeta(space, sibling)));
  return metas.flatMap((result) => (result.status === "fulfilled" ? [result.value.name] : []));
}
