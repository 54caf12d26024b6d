import * as v from "valibot";
import { bytesField, emailField, personNameField, spaceField, userField } from "../../shared/api/fields.ts";
import { BUNDLE_MAX_BYTES } from "../../shared/crypto/bundle.ts";
import { SLOT_MAX_BYTES } from "../../shared/crypto/slot-params.ts";
import type { PortalOrigin } from "../../shared/ids.ts";
import { originField } from "../messages/origin-field.ts";
import { readAll, storedItem } from "./stored.ts";

/** What is kept of each portal. `local`: public or sealed. `session`: what is unlocked, gone with the browser. */

const slotKind = v.picklist(["passphrase", "kit"]);
const slot = v.strictObject({
  kind: slotKind,
  wire: bytesField(1, SLOT_MAX_BYTES),
  /** The portal handed it out in place of another, and nothing that was typed has opened it yet. */
  isUnproven: v.optional(v.literal(true)),
});
const account = v.strictObject({
  user: userField,
  email: emailField,
  name: personNameField,
  /** The person's Private Room; null for a guest, and until it is made. */
  personal: v.nullable(spaceField),
  /** What the portal's log said of name and address when they were last compared with it. */
  profileCommitment: v.optional(v.string()),
  bundle: bytesField(64, BUNDLE_MAX_BYTES),
  slots: v.pipe(v.array(slot), v.minLength(1), v.maxLength(16)),
});
const portal = v.strictObject({
  origin: originField,
  portal: v.nullable(spaceField),
  account: v.nullable(account),
});
const unlocked = v.strictObject({
  user: userField,
  seed: bytesField(32),
  loginSeed: bytesField(32),
  loginKind: slotKind,
});
const session = v.strictObject({ token: v.string(), expiresAtMs: v.number() });
const connecting = v.strictObject({ origin: originField, tabId: v.nullable(v.number()) });
const tries = v.strictObject({ count: v.number(), untilMs: v.number() });

export type PortalRecord = v.InferOutput<typeof portal>;
export type AccountRecord = v.InferOutput<typeof account>;
export type AccountJson = v.InferInput<typeof account>;
export type Unlocked = v.InferOutput<typeof unlocked>;
export type SlotName = v.InferOutput<typeof slotKind>;

export const PORTAL_PREFIX = "portal:";
export const UNLOCKED_PREFIX = "unlocked:";
const CONNECTING_PREFIX = "connecting:";
const SESSION_PREFIX = "session:";

/** The longest time without activity that a portal's signed settings allow, as this browser last verified them. */
const idleMax = v.strictObject({ minutes: v.number() });
const IDLE_MAX_PREFIX = "idle-max:";
export const idleMaxRecord = (at: PortalOrigin) => storedItem("local", IDLE_MAX_PREFIX + at, idleMax);
export const readIdleMaxima = async (): Promise<number[]> =>
  (await readAll("local", IDLE_MAX_PREFIX, idleMax)).map(({ minutes }) => minutes);

export const portalRecord = (at: PortalOrigin) => storedItem("local", PORTAL_PREFIX + at, portal);
export const readPortalRecords = () => readAll("local", PORTAL_PREFIX, portal);
export const unlockedRecord = (at: PortalOrigin) => storedItem("session", UNLOCKED_PREFIX + at, unlocked);
export const sessionRecord = (at: PortalOrigin) => storedItem("session", SESSION_PREFIX + at, session);
export const triesRecord = (at: PortalOrigin) => storedItem("local", `tries:${at}`, tries);
export const connectingRecord = (at: PortalOrigin) =>
  storedItem("session", `${CONNECTING_PREFIX}${at}`, connecting);
/** Portals whose permission is being asked for. */
export const readConnecting = () => readAll("session", CONNECTING_PREFIX, connecting);
/** Counts locks: no secret, and it must outlive them. */
export const lockCountRecord = storedItem("local", "locks", v.number());
export const PORTAL_LOCKS_PREFIX = "locks:";
/** The same for locks of one portal alone. */
export const portalLocksRecord = (at: PortalOrigin) =>
  storedItem("session", PORTAL_LOCKS_PREFIX + at, v.number());
/** When somebody last did something, by this machine's clock. */
export const activityRecord = storedItem("session", "activity", v.number());
/** Whether anything is unlocked at all. */
export const readUnlockedRecords = () => readAll("session", UNLOCKED_PREFIX, unlocked);

/** The session that a change of `storage.session` is about; null when it is about something else. */
export function parseSessionChange(
  key: string,
  value: unknown,
): { origin: PortalOrigin; token: string } | null {
  const at = v.safeParse(
    originField,
    key.startsWith(SESSION_PREFIX) ? key.slice(SESSION_PREFIX.length) : null,
  );
  const stored = v.safeParse(session, value);
  return at.success && stored.success ? { origin: at.output, token: stored.output.token } : null;
}
