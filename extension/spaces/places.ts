import type { NodeId, PortalOrigin, SpaceId } from "../../shared/ids.ts";
import { parseSpaceId } from "../../shared/ids.ts";
import { settled, transact } from "./database.ts";

/**
 * In which space a file is: where its row or its link says, and where it was found, so that it is asked for there the next
 * time. Whether it is there, that space's log says. Ids of files are made by clients, so that a portal, or somebody who
 * knows the id, may show another file of the same id in another space: it is never taken for one whose place is known.
 */

const named = new Map<string, SpaceId>();
const said = new Map<string, SpaceId>();
const nameOf = (origin: PortalOrigin, node: NodeId): string => `${origin} ${node}`;

/** The row or the address by which a file is opened in this page names its space. */
export const namePlace = (origin: PortalOrigin, node: NodeId, space: SpaceId): void =>
  void named.set(nameOf(origin, node), space);

export const namedPlace = (origin: PortalOrigin, node: NodeId): SpaceId | null =>
  named.get(nameOf(origin, node)) ?? null;

/** The portal says that a file is elsewhere: looked at only if nothing else is known of its place. */
export const noteSaidPlace = (origin: PortalOrigin, node: NodeId, space: SpaceId): void =>
  void said.set(nameOf(origin, node), space);

export const saidPlace = (origin: PortalOrigin, node: NodeId): SpaceId | null =>
  said.get(nameOf(origin, node)) ?? null;

const keyOf = (origin: PortalOrigin, node: NodeId): IDBValidKey => [origin, node, "place"];

/** A full disk may not even be read: nothing is known of the place then. */
export async function readPlace(origin: PortalOrigin, node: NodeId): Promise<SpaceId | null> {
  const value = await transact("spaces", "readonly", (store) =>
    settled(store.get(keyOf(origin, node)) as IDBRequest<unknown>),
  ).catch(() => undefined);
  try {
    return value === undefined ? null : parseSpaceId(value);
  } catch {
    return null;
  }
}

/** A full disk only costs the question the next time, so nothing is thrown. */
export const keepPlace = (origin: PortalOrigin, node: NodeId, space: SpaceId): Promise<unknown> =>
  transact("spaces", "readwrite", (store) => settled(store.put(space, keyOf(origin, node)))).catch(
    () => undefined,
  );
