import { Awareness } from "y-protocols/awareness";
import { applyUpdate, Doc } from "yjs";
import type { Bytes } from "../../shared/bytes.ts";
import { REMOTE, type SharedState } from "../editors/adapter.ts";

/** A document's state as its seed makes it, shared with nobody yet. */
export function createSharedState(seed: Bytes): SharedState {
  const doc = new Doc();
  if (seed.length > 0) applyUpdate(doc, seed, REMOTE);
  return { doc, awareness: new Awareness(doc) };
}
