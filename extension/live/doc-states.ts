import { type Doc, decodeStateVector, decodeUpdate, encodeStateAsUpdate, encodeStateVector } from "yjs";
import type { Bytes } from "../../shared/bytes.ts";
import { hasRanges } from "./snapshot-check.ts";

/** Shared states as bytes. */

/** An update that changes nothing: it tells the portal that the seed alone is not all. */
export const NO_CHANGE: Bytes = new Uint8Array([0, 0]);

export const stateOf = (doc: Doc): Bytes => new Uint8Array(encodeStateAsUpdate(doc));

/** What was written under these numbers, and all that was deleted. */
export function stateBy(clients: ReadonlySet<number>, doc: Doc): Bytes {
  const others = decodeStateVector(encodeStateVector(doc));
  for (const client of clients) others.delete(client);
  return new Uint8Array(encodeStateAsUpdate(doc, encodeStateVector(others)));
}

/** What a state holds beyond another one, which is part of it; null when that is nothing. */
export function beyond(doc: Doc, other: Doc): Bytes | null {
  const update = new Uint8Array(encodeStateAsUpdate(doc, encodeStateVector(other)));
  const { structs, ds } = decodeUpdate(update);
  const isMore = structs.length > 0 || !hasRanges(decodeUpdate(stateOf(other)).ds.clients, ds.clients);
  return isMore ? update : null;
}

/** Who wrote what a state holds beyond another one. */
export function clientsBeyond(doc: Doc, other: Doc): number[] {
  const there = decodeStateVector(encodeStateVector(other));
  const here = decodeStateVector(encodeStateVector(doc));
  return [...here].flatMap(([client, clock]) => (clock > (there.get(client) ?? 0) ? [client] : []));
}

/** Every seed is made by a client of its own, whose number is random; one without any content differs from none. */
export function isSameSeed(one: Doc, other: Doc): boolean {
  const clients = [...decodeStateVector(encodeStateVector(one)).keys()];
  const others = decodeStateVector(encodeStateVector(other));
  return clients.length === 0 || others.size === 0 || clients.some((client) => others.has(client));
}
