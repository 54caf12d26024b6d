import * as v from "valibot";
import { countField, userField } from "../../shared/api/fields.ts";
import { equalBytes, toBase64Url } from "../../shared/bytes.ts";
import type { CborValue } from "../../shared/cbor.ts";
import { parseRootSeed } from "../../shared/crypto/identity.ts";
import { openOwnSettings, sealOwnSettings } from "../../shared/crypto/own-settings.ts";
import { AppError } from "../../shared/errors.ts";
import { idBytes, parseUserId, type UserId } from "../../shared/ids.ts";
import type { OpenPortal } from "../spaces/portal-session.ts";
import { unlockedRecord } from "../vault/records.ts";
import { storedItem } from "../vault/stored.ts";

/** What a person chose for himself, sealed at the portal, the same in all of his browsers: settings, and whose keys he compared. */

export interface OwnSettings {
  /** 0 before the first. */
  readonly revision: number;
  readonly isTrashAsked: boolean;
  readonly sortBy: "name" | "changed" | "size";
  /** Hash of the bundle that was compared. */
  readonly verified: ReadonlyMap<UserId, Uint8Array<ArrayBuffer>>;
}

const FIRST: OwnSettings = { revision: 0, isTrashAsked: true, sortBy: "name", verified: new Map() };

/** As many as 160 KiB take, the most that the settings may have sealed. */
export const VERIFIED_MAX = 3000;

const bytes = v.custom<Uint8Array<ArrayBuffer>>((value) => value instanceof Uint8Array);
const fields = v.strictTuple([
  v.boolean(),
  v.picklist(["name", "changed", "size"]),
  v.pipe(v.array(v.strictTuple([bytes, bytes])), v.maxLength(VERIFIED_MAX)),
]);
/** The highest revision that this browser saw: an older one is never believed. */
const seen = (portal: OpenPortal) =>
  storedItem(
    "local",
    `own-settings:${portal.origin}`,
    v.strictObject({ user: userField, revision: countField() }),
  );

const cache = new WeakMap<OpenPortal, Promise<OwnSettings>>();

async function readSeed({ origin }: OpenPortal) {
  const unlocked = await unlockedRecord(origin).read();
  if (!unlocked) throw new AppError("LOCKED");
  return parseRootSeed(unlocked.seed);
}

/** @throws LOG_SHORTENED when the portal shows an older state than this browser has seen; CIPHERTEXT_DAMAGED … */
export function readOwnSettings(portal: OpenPortal): Promise<OwnSettings> {
  const settings = cache.get(portal) ?? load(portal);
  cache.set(portal, settings);
  settings.catch(() => cache.delete(portal));
  return settings;
}

async function load(portal: OpenPortal): Promise<OwnSettings> {
  const { settings } = await portal.client.call("getOwnSettings", {});
  const before = await seen(portal).read();
  const highest = before?.user === portal.user ? before.revision : 0;
  if ((settings?.revision ?? 0) < highest) throw new AppError("LOG_SHORTENED");
  if (!settings) return FIRST;
  const { revision, sealed: wire } = settings;
  const opened = await openOwnSettings({ seed: await readSeed(portal), user: portal.user, revision, wire });
  await seen(portal).write({ user: portal.user, revision });
  return parse(revision, opened);
}

function parse(revision: number, value: CborValue): OwnSettings {
  const result = v.safeParse(fields, value);
  if (!result.success) throw new AppError("OBJECT_MALFORMED");
  const [isTrashAsked, sortBy, pairs] = result.output;
  const verified = new Map(pairs.map(([user, hash]) => [parseUserId(toBase64Url(user)), hash]));
  return { revision, isTrashAsked, sortBy, verified };
}

/**
 * Changes them at the portal; another browser's change meanwhile is read first.
 * @throws SPACE_FULL when more people were compared than settings hold
 */
export async function changeOwnSettings(
  portal: OpenPortal,
  change: (settings: OwnSettings) => Omit<OwnSettings, "revision">,
): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    const before = await readOwnSettings(portal);
    const wanted = change(before);
    const verified = withinLimit(portal, wanted.verified);
    const next = { ...wanted, verified, revision: before.revision + 1 };
    cache.delete(portal);
    try {
      await write(portal, next);
      cache.set(portal, Promise.resolve(next));
      return;
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== "HEAD_MOVED" || attempt >= 3) throw error;
    }
  }
}

async function write(portal: OpenPortal, next: OwnSettings): Promise<void> {
  const { revision, isTrashAsked, sortBy } = next;
  const pairs = [...next.verified].map(([user, hash]) => [idBytes(user), hash]);
  const seed = await readSeed(portal);
  const settings: CborValue = [isTrashAsked, sortBy, pairs];
  const sealed = await sealOwnSettings({ seed, user: portal.user, revision, settings });
  await portal.client.call("putOwnSettings", { body: { revision, sealed: toBase64Url(sealed) } });
  await seen(portal).write({ user: portal.user, revision });
}

type Verified = OwnSettings["verified"];

/** Where there are too many, those whose keys are no longer the ones that were compared make room: they count for nothing. */
function withinLimit(portal: OpenPortal, verified: Verified): Verified {
  const kept = verified.size > VERIFIED_MAX ? new Map(validOf(portal, verified)) : verified;
  if (kept.size > VERIFIED_MAX) throw new AppError("SPACE_FULL");
  return kept;
}

const validOf = (portal: OpenPortal, verified: Verified) =>
  [...verified].filter(([user, hash]) => {
    const bundle = portal.state.users.get(user)?.bundle;
    return bundle && equalBytes(bundle.hash, hash);
  });

/** Those whose present keys were compared. */
export async function readVerified(portal: OpenPortal): Promise<ReadonlySet<UserId>> {
  const { verified } = await readOwnSettings(portal);
  return new Set(validOf(portal, verified).map(([user]) => user));
}
