import { Awareness, encodeAwarenessUpdate } from "y-protocols/awareness";
import { Doc, encodeStateAsUpdate } from "yjs";
import type { Bytes } from "../../shared/bytes.ts";
import { encodeCbor } from "../../shared/cbor.ts";
import { deriveGcmKey } from "../../shared/crypto/derive.ts";
import { LABELS } from "../../shared/crypto/hash.ts";
import { type ConnectionId, idBytes } from "../../shared/ids.ts";
import { createFrameSealer, FrameSealer } from "../../shared/live/frame.ts";
import { encodeFrameContext } from "../../shared/live/frame-check.ts";
import { encodePresence, encodeSnapshot, type Told } from "../../shared/live/frame-contents.ts";
import type { LivePage } from "./live-page.ts";
import type { Seat } from "./live-relay.ts";
import type { LiveWorld } from "./live-world.ts";
import type { Person } from "./people.ts";

/** What somebody's changed code writes into a session. */

/** One change under the number of another page. */
export function forgeLetter(page: LivePage, of: LivePage, token: string, at = 1): void {
  const doc = page.isShown && page.core?.shared.doc;
  if (!doc || !of.isShown || !of.core) return;
  const { clientID } = of.core.shared.doc;
  doc.transact(() => {
    doc.clientID = clientID;
    page.type(token, at);
  });
}

/** What speaks in somebody's name in the session that a page is in, beside what that page says. */
async function sealerOf(
  world: LiveWorld,
  person: Person,
  { core }: LivePage,
  connection?: ConnectionId,
): Promise<FrameSealer> {
  const view = world.viewOf(person);
  const session = core?.hello().session;
  const spaceKey = view.spaceKey(1);
  if (!session || !spaceKey) throw new Error("there is no session to speak in");
  const { space, node, user: author, signKey } = view;
  const sender = { space, node, session, author, generation: 1, spaceKey, signKey };
  if (!connection) return createFrameSealer(sender);
  const context = encodeCbor(encodeFrameContext({ ...sender, connection }));
  const derived = { key: spaceKey, salt: idBytes(connection), label: LABELS.frame, context };
  return new FrameSealer(sender, connection, await deriveGcmKey(derived));
}

/** A cursor of the person's own under this client's number. */
function cursorOf({ person }: LivePage, client: number): Bytes {
  const doc = new Doc();
  doc.clientID = client;
  const awareness = new Awareness(doc);
  awareness.setLocalState({ user: { id: person.user, name: "forged", color: "red" } });
  const update = new Uint8Array(encodeAwarenessUpdate(awareness, [client]));
  awareness.destroy();
  return update;
}

/** Says to be where the page with this number is. */
export async function forgePresence(
  world: LiveWorld,
  page: LivePage,
  client: number,
  told: Told | null = null,
): Promise<void> {
  const sealer = await sealerOf(world, page.person, page);
  const plain = encodePresence({ told, update: cursorOf(page, client) });
  if (page.seat) await world.relay.take(page.seat, await sealer.seal("presence", plain));
}

/** The connection on which a page tells where its person is, if it has sent nothing new since. */
export const cursorLineOf = ({ seat }: LivePage): ConnectionId => {
  const connection = [...(seat?.connections ?? [])].at(-1);
  if (!connection) throw new Error("it has said nothing");
  return connection;
};

const CLOCKS_AHEAD = 50;

/** Tells of the page's own person on a connection of somebody else's, ahead of what he says there. */
export async function forgeOnLine(
  world: LiveWorld,
  page: LivePage,
  { connection, told = null }: { readonly connection: ConnectionId; readonly told?: Told | null },
): Promise<void> {
  const sealer = await sealerOf(world, page.person, page, connection);
  const client = page.core?.shared.doc.clientID ?? 0;
  const plain = encodePresence({ told, update: cursorOf(page, client) });
  for (let n = 0; n < CLOCKS_AHEAD; n++) await sealer.seal("presence", plain);
  if (page.seat) await world.relay.take(page.seat, await sealer.seal("presence", plain));
}

/** A snapshot of somebody who has no page: it says to hold all that this page has, and holds nothing. */
export async function forgeEmptySnapshot(world: LiveWorld, person: Person, page: LivePage): Promise<void> {
  const { covers, upTo } = page.core?.savePoint() ?? { covers: new Map(), upTo: 0 };
  const empty = new Uint8Array(encodeStateAsUpdate(new Doc()));
  const plains = encodeSnapshot({ baseVersion: 1, saved: null, covers }, empty);
  const sealer = await sealerOf(world, person, page);
  const seat: Seat = { user: person.user, down: [], connections: new Set(), snapshot: null };
  world.relay.enter(seat, { session: null, since: 0, isAll: false });
  world.relay.say(seat, { kind: "snapshot", upTo, frames: plains.length });
  for (const plain of plains) await world.relay.take(seat, await sealer.seal("snapshot", plain));
  world.relay.leave(seat);
}
