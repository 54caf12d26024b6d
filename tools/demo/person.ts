import { IDBFactory } from "fake-indexeddb";
import { permissionPatternOf } from "../../extension/api/permission.ts";
import { createFile, keepBoth } from "../../extension/files/create-file.ts";
import { saveSharing } from "../../extension/files/sharing.ts";
import { createGroup } from "../../extension/people/groups.ts";
import { invite } from "../../extension/people/invitations.ts";
import { finishJoining, readInvitation } from "../../extension/people/joining.ts";
import { keepInvitation } from "../../extension/people/open-invitation.ts";
import { readPlace } from "../../extension/spaces/places.ts";
import { openPortal } from "../../extension/spaces/portal-session.ts";
import { archiveRoom } from "../../extension/spaces/room-life.ts";
import { admitGroup } from "../../extension/spaces/room-members.ts";
import { createRoom } from "../../extension/spaces/rooms.ts";
import { freshPersonalSpace, freshSpace } from "../../extension/spaces/sync-space.ts";
import { keepUp } from "../../extension/spaces/upkeep.ts";
import { connectPortal } from "../../extension/vault/portals.ts";
import { beginSetup, finishSetup, proveKit } from "../../extension/vault/setup.ts";
import { createNodeId, type NodeId, parsePortalOrigin, type SpaceId, type UserId } from "../../shared/ids.ts";
import { memory } from "../../tests/support/memory-browser.ts";

/** The extension's own code in a browser of one person; imported once for each of them (own-modules.ts). */

export interface Identity {
  readonly name: string;
  readonly email: string;
  readonly passphrase: string;
}

/** Someone with keys, and the kit as printed. */
export interface Person {
  readonly user: UserId;
  readonly kit: string;
}

export interface Content {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export const use = {
  archiveRoom,
  admitGroup,
  createGroup,
  createRoom,
  invite,
  keepUp,
  saveSharing,
};

/** Sets the portal up, with the text of its setup token. */
export async function become(url: string, identity: Identity, token: string): Promise<Person> {
  const origin = await connect(url);
  const kit = await makeKeys(url, identity);
  await finishSetup({ origin, token });
  return { user: (await openPortal(origin)).user, kit };
}

/** Joins by an invitation's link. */
export async function join(url: string, identity: Identity, link: string): Promise<Person> {
  const origin = await connect(url);
  await keepInvitation(origin, new URL(link).hash);
  await readInvitation(origin);
  const kit = await makeKeys(url, identity);
  await finishJoining(origin);
  return { user: (await openPortal(origin)).user, kit };
}

/** A new file, in a room or in the Private Room. */
export async function add(url: string, room: SpaceId | null, { name, bytes }: Content): Promise<NodeId> {
  const origin = parsePortalOrigin(url);
  const space = await (room ? freshSpace(origin, room) : freshPersonalSpace(origin));
  const content = { name, content: new Blob([bytes]), modifiedAtMs: Date.now() };
  const { signal } = new AbortController();
  const settings = { parent: null, chooseName: keepBoth, signal, onProgress: () => undefined };
  return (await createFile({ space, ...content, ...settings })).node;
}

async function connect(url: string) {
  const origin = parsePortalOrigin(url);
  await ownDisk(url);
  memory.granted.add(permissionPatternOf(origin));
  await connectPortal(origin);
  return origin;
}

/** The disk is connected to once, at its first use. */
async function ownDisk(url: string): Promise<void> {
  globalThis.indexedDB = new IDBFactory();
  await readPlace(parsePortalOrigin(url), createNodeId());
}

async function makeKeys(url: string, identity: Identity): Promise<string> {
  const origin = parsePortalOrigin(url);
  const { kit, askedGroups } = await beginSetup({ origin, ...identity });
  const printed = kit.split("-");
  const groups = Object.fromEntries(askedGroups.map((group) => [group, printed[group] ?? ""]));
  await proveKit({ origin, groups });
  return kit;
}
