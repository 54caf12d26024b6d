import * as v from "valibot";
import { bytesField, emailField, personNameField, userField } from "../../shared/api/fields.ts";
import { toBase64Url } from "../../shared/bytes.ts";
import { SLOT_MAX_BYTES } from "../../shared/crypto/slot-params.ts";
import type { PortalOrigin } from "../../shared/ids.ts";
import { readAll, storedItem } from "./stored.ts";

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

/** As it is stored. */
export function setupToJson(record: SetupRecord): SetupJson {
  const [first, second] = record.slots;
  const slot = ({ kind, wire, loginSeed }: SetupRecord["slots"][0]) => ({
    kind,
    wire: toBase64Url(wire),
    loginSeed: toBase64Url(loginSeed),
  });
  return { ...record, seed: toBase64Url(record.seed), slots: [slot(first), slot(second)] };
}

export const PENDING_PREFIX = "pending:";
export const SETUP_TOKEN_PREFIX = "setup-token:";

export const setupRecord = (at: PortalOrigin) => storedItem("session", PENDING_PREFIX + at, pending);
export const setupToken = (at: PortalOrigin) =>
  storedItem("session", SETUP_TOKEN_PREFIX + at, bytesField(32));

/** Whether keys of a setup under way are held. */
export const hasPendingSetup = async (): Promise<boolean> =>
  (await readAll("session", PENDING_PREFIX, pending)).length > 0;
