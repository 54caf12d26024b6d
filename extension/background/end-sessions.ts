import type { Storage } from "webextension-polyfill";
import { createClient } from "../api/client.ts";
import { parseSessionChange } from "../vault/records.ts";

/** Ends sessions at the portal that were dropped here, by a lock above all. If the portal is away, they end there by themselves in hours. */
export async function endDroppedSessions(
  changes: Readonly<Record<string, Storage.StorageChange>>,
): Promise<void> {
  const dropped = Object.entries(changes).flatMap(([key, { oldValue, newValue }]) =>
    newValue === undefined ? (parseSessionChange(key, oldValue) ?? []) : [],
  );
  await Promise.allSettled(
    dropped.map(({ origin, token }) => {
      const session = { token: async () => token, renew: async () => token };
      return createClient({ origin, session }).call("deleteSession", {});
    }),
  );
}
