import { applyUpdate, Doc, encodeStateAsUpdate } from "yjs";
import type { Bytes, Plain } from "../../shared/bytes.ts";
import type { Covers } from "../../shared/live/covers.ts";
import { createFrameSealer } from "../../shared/live/frame.ts";
import {
  encodeSaved,
  encodeSnapshot,
  encodeUpdate,
  type SavedVersion,
} from "../../shared/live/frame-contents.ts";
import type { LivePage } from "./live-page.ts";
import type { LiveWorld } from "./live-world.ts";

/** Frames made by hand, as somebody's changed code could, each on a connection of its own. */

async function takeCrafted(
  world: LiveWorld,
  { core, person, seat }: LivePage,
  frame: { readonly kind: "update" | "snapshot" | "saved"; readonly plain: Plain | undefined },
): Promise<void> {
  const view = world.viewOf(person);
  const session = core?.hello().session;
  const generation = view.generation();
  const spaceKey = view.spaceKey(generation);
  if (!session || !spaceKey || !seat || !frame.plain) throw new Error("there is no session to speak in");
  const { space, node, user: author, signKey } = view;
  const sealer = await createFrameSealer({ space, node, session, author, generation, spaceKey, signKey });
  await world.relay.take(seat, await sealer.seal(frame.kind, frame.plain));
}

export async function craftUpdate(world: LiveWorld, page: LivePage, update: Bytes): Promise<void> {
  const [plain] = encodeUpdate(update);
  await takeCrafted(world, page, { kind: "update", plain });
}

/** What the page would write down now. */
export function pointOf({ core }: LivePage) {
  const doc = new Doc();
  applyUpdate(doc, encodeStateAsUpdate(core!.shared.doc));
  return { ...core!.savePoint(), doc };
}

interface Crafted {
  readonly covers: Covers;
  readonly upTo: number;
  readonly doc: Doc;
  /** Said to be saved out of the session. */
  readonly saved?: SavedVersion | null;
}

/** Says of a version that it was saved out of the session and holds this. */
export async function craftSaved(
  world: LiveWorld,
  page: LivePage,
  { covers, saved }: { readonly covers: Covers; readonly saved: SavedVersion },
): Promise<void> {
  await takeCrafted(world, page, {
    kind: "saved",
    plain: encodeSaved({ ...saved, baseVersion: 1, covers }),
  });
}

/** It says to hold `covers`, and tells the portal to hold all up to `upTo`. */
export async function craftSnapshot(
  world: LiveWorld,
  page: LivePage,
  { covers, upTo, doc, saved = null }: Crafted,
): Promise<void> {
  const state = new Uint8Array(encodeStateAsUpdate(doc));
  const [plain] = encodeSnapshot({ baseVersion: 1, saved, covers }, state);
  if (page.seat) world.relay.say(page.seat, { kind: "snapshot", upTo, frames: 1 });
  await takeCrafted(world, page, { kind: "snapshot", plain });
}
