import { portalRecord } from "../../extension/vault/records.ts";
import type { PortalOrigin } from "../../shared/ids.ts";

/** So many bytes as records hold them; what they say is of no matter. */
export const storedBytes = (length: number): string => Buffer.alloc(length, 1).toString("base64url");

/** This browser knows the portal and alice's account there. */
export async function storeAccount(origin: PortalOrigin): Promise<void> {
  const account = {
    ...{ user: storedBytes(16), email: "alice@example.com", name: "Alice" },
    ...{ personal: storedBytes(32), bundle: storedBytes(1300) },
    slots: [{ kind: "passphrase" as const, wire: storedBytes(100) }],
  };
  await portalRecord(origin).write({ origin, portal: storedBytes(32), account });
}
