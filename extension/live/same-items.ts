import {
  type AbstractType,
  applyUpdate,
  ContentFormat,
  ContentType,
  createID,
  Doc,
  decodeUpdate,
  findIndexSS,
  findRootTypeKey,
  type GC,
  getState,
  type ID,
  Item,
} from "yjs";
import type { Bytes } from "../../shared/bytes.ts";
import { stateOf } from "./doc-states.ts";
import { hasRanges } from "./snapshot-check.ts";

/** Whether two shared states say the same of what both hold, into whatever pieces each has cut it. */

/** Whether a state, as bytes, says of anything something else than the document, or holds more than it. */
export function goesBeyond(state: Bytes, doc: Doc): boolean {
  const other = new Doc({ gc: false });
  applyUpdate(other, state);
  const isMore = [...other.store.clients.keys()].some(
    (client) => getState(other.store, client) > getState(doc.store, client),
  );
  const areDeleted = () => hasRanges(decodeUpdate(stateOf(doc)).ds.clients, decodeUpdate(state).ds.clients);
  const isBeyond = isMore || other.store.pendingStructs !== null || contradicts(other, doc) || !areDeleted();
  other.destroy();
  return isBeyond;
}

/** Whether the two have different things in the same place. What one of them has deleted is not compared. */
export function contradicts(one: Doc, other: Doc): boolean {
  for (const [client, structs] of one.store.clients)
    for (const struct of structs) if (isThere(struct) && !isSame(struct, client, other)) return true;
  return false;
}

const isThere = (struct: Item | GC): struct is Item => struct instanceof Item && !struct.deleted;

/** Compared piece by piece with what stands in the same place of the other. */
function isSame(item: Item, client: number, other: Doc): boolean {
  const structs = other.store.clients.get(client) ?? [];
  const end = Math.min(item.id.clock + item.length, getState(other.store, client));
  if (item.id.clock >= end) return true;
  for (let at = findIndexSS(structs, item.id.clock); at < structs.length; at++) {
    const there = structs[at];
    if (!there || there.id.clock >= end) break;
    if (isThere(there) && !isSamePiece(item, there)) return false;
  }
  return true;
}

function isSamePiece(one: Item, other: Item): boolean {
  const from = Math.max(one.id.clock, other.id.clock);
  const to = Math.min(one.id.clock + one.length, other.id.clock + other.length);
  return pieceOf(one, from, to) === pieceOf(other, from, to);
}

/** What a piece of an item says, and where it stands. */
function pieceOf(item: Item, from: number, to: number): string {
  const offset = from - item.id.clock;
  const origin = offset > 0 ? createID(item.id.client, from - 1) : item.origin;
  const units = unitsOf(item).slice(offset, to - item.id.clock);
  const place = [placeOf(origin), placeOf(item.rightOrigin), parentOf(item), item.parentSub];
  return JSON.stringify([place, item.content.constructor.name, units]);
}

function unitsOf({ content }: Item): unknown[] {
  if (content instanceof ContentType) return [[content.type.constructor.name, nodeNameOf(content.type)]];
  if (content instanceof ContentFormat) return [[content.key, content.value]];
  return content.getContent();
}

const nodeNameOf = (type: object): unknown => ("nodeName" in type ? type.nodeName : null);
const placeOf = (id: ID | null): unknown => id && [id.client, id.clock];

function parentOf({ parent }: Item): unknown {
  if (parent === null || typeof parent !== "object" || "clock" in parent) return null;
  const type = parent as AbstractType<unknown>;
  return type._item ? placeOf(type._item.id) : findRootTypeKey(type);
}
