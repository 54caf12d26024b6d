import * as v from "valibot";
import { bytesField } from "../../shared/api/fields.ts";
import { SLOT_MAX_BYTES } from "../../shared/crypto/slot-params.ts";
import type { PortalOrigin } from "../../shared/ids.ts";
import { storedItem } from "./stored.ts";

/** A new recovery kit that was shown and is not in force yet, in memory only: the lock ends it. */

const record = v.strictObject({
  /** As printed. */
  kit: v.string(),
  /** Which of the kit's groups are asked for, from 0. */
  askedGroups: v.array(v.number()),
  slot: bytesField(1, SLOT_MAX_BYTES),
  loginSeed: bytesField(32),
  /** What the person proved himself with. */
  provenKind: v.picklist(["passphrase", "kit"]),
  provenSeed: bytesField(32),
});

export const newKitRecord = (at: PortalOrigin) => storedItem("session", `new-kit:${at}`, record);
