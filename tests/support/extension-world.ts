import "fake-indexeddb/auto";
import { permissionPatternOf } from "../../extension/api/permission.ts";
import { connectPortal } from "../../extension/vault/portals.ts";
import { beginSetup, finishSetup, proveKit } from "../../extension/vault/setup.ts";
import { type PortalOrigin, parsePortalOrigin } from "../../shared/ids.ts";
import { memory } from "./memory-browser.ts";
import type { TestServer } from "./server.ts";

/** A browser with the extension, as the person before it would have it. */

export const PASSPHRASE = "velvet harbour ninety lanterns";

/** Connects a fresh browser to the server's portal. */
export async function connect(server: Pick<TestServer, "url">): Promise<PortalOrigin> {
  const origin = parsePortalOrigin(server.url);
  memory.granted.add(permissionPatternOf(origin));
  await connectPortal(origin);
  return origin;
}

/** Alice sets the portal up and is unlocked. Gives her kit as printed. */
export async function setUpAlice(
  server: Pick<TestServer, "url" | "setupToken">,
): Promise<{ origin: PortalOrigin; kit: string }> {
  const origin = await connect(server);
  const setup = { origin, name: "Alice", email: "alice@example.com", passphrase: PASSPHRASE };
  const { kit, askedGroups } = await beginSetup(setup);
  const printed = kit.split("-");
  const groups = Object.fromEntries(askedGroups.map((group) => [group, printed[group] ?? ""]));
  await proveKit({ origin, groups });
  await finishSetup({ origin, token: server.setupToken });
  return { origin, kit };
}
