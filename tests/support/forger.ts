import { Awareness, encodeAwarenessUpdate } from "y-protocols/awareness";
import { Doc, encodeStateAsUpdate } from "yjs";
import { createFrameSealer, type FrameSealer } from "../../shared/live/frame.ts";
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
async function sealerOf(world: LiveWorld, person: Person, { core }: LivePage): Promise<FrameSealer> {
  const view = world.viewOf(person);
  const session = core?.hello().session;
  const spaceKey = view.spaceKey(1);
  if (!session || !spaceKey) throw new Error("there is no session to speak in");
  const { space, node, user: author, signKey } = view;
  return createFrameSealer({ space, node, session, author, generation: 1, spaceKey, signKey });
}

/** Says to be where the page with this number is. */
export async function forgePresence(
  world: LiveWorld,
  page: LivePage,
  client: number,
  told: Told | null = null,
): Promise<void> {
  const doc = new Doc();
  doc.clientID = client;
  const awareness = new Awareness(doc);
  awareness.setLocalState({ user: { id: page.person.user, name: "forged", color: "red" } });
  const update = new Uint8Array(encodeAwarenessUpdate(awareness, [client]));
  awareness.destroy();
  const sealer = await sealerOf(world, page.person, page);
  const wire = await sealer.seal("presence", encodePresence({ told, update }));
  if (page.seat) await world.relay.take(page.seat, wire);
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
