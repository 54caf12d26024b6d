import { toBase64Url } from "../../shared/bytes.ts";
import { AppError } from "../../shared/errors.ts";
import type { PortalOrigin } from "../../shared/ids.ts";
import { type AccountJson, type AccountRecord, portalRecord } from "./records.ts";

/** The account that this browser keeps of a portal. */

/** As it is stored. */
const accountToJson = (account: AccountRecord): AccountJson => ({
  ...account,
  bundle: toBase64Url(account.bundle),
  slots: account.slots.map(({ kind, wire }) => ({ kind, wire: toBase64Url(wire) })),
});

/** One page of the browser at a time, so that what one learnt does not undo what another did. @throws LOCKED when there is none */
export function changeAccount(
  origin: PortalOrigin,
  change: (account: AccountRecord) => AccountRecord,
): Promise<void> {
  const run = async () => {
    const record = await portalRecord(origin).read();
    if (!record?.account) throw new AppError("LOCKED");
    const next = change(record.account);
    if (next === record.account) return;
    await portalRecord(origin).write({ ...record, account: accountToJson(next) });
  };
  const { locks } = globalThis.navigator ?? {};
  return locks ? (locks.request(`account ${origin}`, run) as Promise<void>) : run();
}

type KeptSlot = AccountRecord["slots"][number];

/** The account with this slot in place of the one of its kind. */
export const withSlot = (account: AccountRecord, { kind, wire }: KeptSlot): AccountRecord => ({
  ...account,
  slots: [...account.slots.filter((slot) => slot.kind !== kind), { kind, wire }],
});
