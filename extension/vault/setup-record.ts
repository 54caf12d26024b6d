import * as v from "valibot";
import { bytesField, emailField, personNameField, userField } from "../../shared/api/fields.ts";
import { SLOT_MAX_BYTES } from "../../shared/crypto/slot-params.ts";
import type { PortalOrigin } from "../../shared/ids.ts";
import { storedItem } from "./stored.ts";

/** A setup under way, in memory only, so that reloading the page loses nothing and ending the browser leaves nothing. */

const slot = v.strictObject({
  kind: v.picklist(["passphrase", "kit"]),
  wire: bytesField(1, SLOT_MAX_BYTES),
  loginSeed: bytesField(32),
});

const pending = v.strictObject({
  name: personNameField,
  email: emailField,
  user: userField,
  seed: bytesField(32),
  slots: v.tuple([slot, slot]),
  /** As printed. */
  kit: v.string(),
  /** Which of the kit's groups are asked for, from 0. */
  askedGroups: v.array(v.number()),
  isProven: v.boolean(),
  /** What is sent, made once, so that repeating it makes no second portal. Null before. */
  request: v.nullable(v.string()),
});

export type SetupRecord = v.InferOutput<typeof pending>;
export type SetupJson = v.InferInput<typeof pending>;

const PENDING_PREFIX = "pending:";
const TOKEN_PREFIX = "setup-token:";

export const setupRecord = (at: PortalOrigin) => storedItem("session", PENDING_PREFIX + at, pending);
export const setupToken = (at: PortalOrigin) => storedItem("session", TOKEN_PREFIX + at, bytesField(32));

/** Whether an item of `storage.session` belongs to a setup of which nothing was sent. */
export function isUnsentSetup(key: string, value: unknown): boolean {
  if (key.startsWith(TOKEN_PREFIX)) return true;
  const setup = v.safeParse(pending, key.startsWith(PENDING_PREFIX) ? value : null);
  return setup.success && setup.output.request === null;
}
