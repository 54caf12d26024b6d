import { toBase64Url } from "../../shared/bytes.ts";
import { AppError } from "../../shared/errors.ts";
import type { PortalOrigin, SpaceId } from "../../shared/ids.ts";
import { oneAtATime } from "./one-at-a-time.ts";
import { type AccountJson, type AccountRecord, type PortalRecord, portalRecord } from "./records.ts";

/** The account that this browser keeps of a portal. */

/** As it is stored. */
const accountToJson = (account: AccountRecord): AccountJson => ({
  ...account,
  bundle: toBase64Url(account.bundle),
  slots: account.slots.map((slot) => ({ ...slot, wire: toBase64Url(slot.wire) })),
});

type PortalJson = Parameters<ReturnType<typeof portalRecord>["write"]>[0];

/** What is kept of a portal is changed by one page of the browser at a time. What gives null leaves it as it is. */
export function changePortal(
  origin: PortalOrigin,
  change: (record: PortalRecord | null) => PortalJson | null,
): Promise<void> {
  return oneAtATime(`account ${origin}`, async () => {
    const next = change(await portalRecord(origin).read());
    if (next) await portalRecord(origin).write(next);
  });
}

/** The whole account, as it was made or fetched just now. */
export const putAccount = (origin: PortalOrigin, portal: SpaceId, account: AccountJson): Promise<void> =>
  changePortal(origin, () => ({ origin, portal, account }));

/** @throws LOCKED when there is none */
export function changeAccount(
  origin: PortalOrigin,
  change: (account: AccountRecord) => AccountRecord,
): Promise<void> {
  return changePortal(origin, (record) => {
    if (!record?.account) throw new AppError("LOCKED");
    const next = change(record.account);
    return next === record.account ? null : { ...record, account: accountToJson(next) };
  });
}

type KeptSlot = AccountRecord["slots"][number];

/** The account with this slot in place of the one of its kind. Nothing else that comes with it is kept. */
export const withSlot = (account: AccountRecord, { kind, wire, isUnproven }: KeptSlot): AccountRecord => ({
  ...account,
  slots: [
    ...account.slots.filter((slot) => slot.kind !== kind),
    isUnproven ? { kind, wire, isUnproven } : { kind, wire },
  ],
});
