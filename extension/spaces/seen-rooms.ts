import * as v from "valibot";
import browser from "webextension-polyfill";
import { countField } from "../../shared/api/fields.ts";
import type { PortalOrigin, SpaceId } from "../../shared/ids.ts";
import { storedItem } from "../vault/stored.ts";
import type { OpenSpace } from "./open-space.ts";

/** What others changed in a room since the person looked into it with this browser. It never leaves the browser. */

const prefixOf = (origin: PortalOrigin): string => `seen-room:${origin}:`;

const seen = (origin: PortalOrigin, space: SpaceId) =>
  storedItem("local", `${prefixOf(origin)}${space}`, v.strictObject({ seq: countField() }));

/** Where the log has the newest change by somebody else; 0, where it begins, when there is none. No clock has a say in it. */
const newestOfOthers = ({ state, user }: OpenSpace): number =>
  [...state.nodes.values()].reduce(
    (newest, { changedBy, changedSeq }) => (changedBy === user ? newest : Math.max(newest, changedSeq)),
    0,
  );

export async function hasNews(space: OpenSpace): Promise<boolean> {
  const newest = newestOfOthers(space);
  if (newest === 0) return false;
  return newest > ((await seen(space.origin, space.space).read())?.seq ?? 0);
}

/** The person has the room before him. */
export async function noteSeen(space: OpenSpace): Promise<void> {
  if (await hasNews(space)) await seen(space.origin, space.space).write({ seq: newestOfOthers(space) });
}

/** Of a portal that this browser is not connected to any more. */
export async function forgetSeen(origin: PortalOrigin): Promise<void> {
  const prefix = prefixOf(origin);
  // The same host at another port begins alike, but no room's id has a colon
  const isOfPortal = (key: string): boolean =>
    key.startsWith(prefix) && !key.slice(prefix.length).includes(":");
  await browser.storage.local.remove(Object.keys(await browser.storage.local.get(null)).filter(isOfPortal));
}
