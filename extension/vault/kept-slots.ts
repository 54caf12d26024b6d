import { equalBytes } from "../../shared/bytes.ts";
import { parseSlot, type SlotParams } from "../../shared/crypto/slot-params.ts";
import { AppError } from "../../shared/errors.ts";
import type { PortalOrigin } from "../../shared/ids.ts";
import { changeAccount, withSlot } from "./account.ts";
import type { AccountRecord, SlotName } from "./records.ts";

/** The sealed keys as the portal has them now, against those that this browser keeps. */

type Bytes = Uint8Array<ArrayBuffer>;

/** What the kept slot of a kind is opened with; null when none is kept. */
export function keptParams(account: AccountRecord, kind: SlotName): SlotParams | null {
  const slot = account.slots.find((each) => each.kind === kind);
  return slot ? parseSlot(slot.wire).params : null;
}

/** A portal can offer dearer parameters than those known here, never cheaper ones. @throws KDF_REFUSED */
export function demandNoCheaper(kept: SlotParams | null, offered: SlotParams): void {
  if (kept?.kind !== "passphrase" || offered.kind !== "passphrase") return;
  const [before, now] = [kept.argon2, offered.argon2];
  const isCheaper =
    now.memoryKiB < before.memoryKiB || now.passes < before.passes || now.lanes < before.lanes;
  if (isCheaper) throw new AppError("KDF_REFUSED");
}

/** The slot of a kind among those that the portal handed out; one that cannot be read is none. */
export const slotOfKind = (slots: readonly Bytes[], kind: SlotParams["kind"]): Bytes | undefined =>
  slots.find((wire) => kindOf(wire) === kind);

function kindOf(wire: Bytes): SlotParams["kind"] | null {
  try {
    return parseSlot(wire).params.kind;
  } catch {
    return null;
  }
}

/**
 * After signing in: a slot of another kind that was changed elsewhere takes the place of the one kept here, so that what the
 * person replaced opens nothing here any more. Only while the portal hands out the very slot that was used; and whose seed
 * the other one holds is proven when it is opened, as always.
 * @throws BROWSER_STORAGE_FULL: what was replaced still opens this browser; LOCKED when the account is gone
 */
export async function renewOtherSlots(
  origin: PortalOrigin,
  { kind: used, slots }: { kind: SlotName; slots: readonly Bytes[] },
): Promise<void> {
  await changeAccount(origin, (account) => {
    const own = account.slots.find(({ kind }) => kind === used);
    const theirs = slotOfKind(slots, used);
    if (!own || !theirs || !equalBytes(own.wire, theirs)) return account;
    return account.slots
      .filter(({ kind }) => kind !== used)
      .reduce((next, kept) => renewed(next, kept, slots), account);
  });
}

/**
 * What cannot be read, or is stretched otherwise, replaces nothing: nobody has opened it, so it must not say what counts as
 * cheaper from here on.
 */
function renewed(
  account: AccountRecord,
  kept: AccountRecord["slots"][number],
  slots: readonly Bytes[],
): AccountRecord {
  const wire = slotOfKind(slots, kept.kind);
  if (!wire || equalBytes(wire, kept.wire)) return account;
  const isAlike = costOf(wire) !== null && costOf(wire) === costOf(kept.wire);
  return isAlike ? withSlot(account, { kind: kept.kind, wire, isUnproven: true }) : account;
}

/** How dear a slot's secret is to try; null for a slot that cannot be read. */
function costOf(wire: Bytes): string | null {
  try {
    const { params } = parseSlot(wire);
    if (params.kind !== "passphrase") return params.kind;
    const { memoryKiB, passes, lanes } = params.argon2;
    return `${memoryKiB}/${passes}/${lanes}`;
  } catch {
    return null;
  }
}
