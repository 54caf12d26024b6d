import { beforeEach, expect, it } from "vitest";
import { showBadge } from "../../../extension/background/badge.ts";
import { PENDING_MATTERS_PREFIX } from "../../../extension/spaces/upkeep.ts";
import { PORTAL_PREFIX, UNLOCKED_PREFIX } from "../../../extension/vault/records.ts";
import { toBase64Url } from "../../../shared/bytes.ts";
import { parsePortalOrigin } from "../../../shared/ids.ts";
import { spaceId, userId } from "../../support/fake-portal.ts";
import { memory } from "../../support/memory-browser.ts";

const origin = parsePortalOrigin("https://portal.example");
const bytes = (length: number) => toBase64Url(new Uint8Array(length));

beforeEach(() => {
  memory.reset();
  memory.badge = "as before";
  const slots = [{ kind: "passphrase", wire: bytes(200) }];
  const account = { user: userId("alice"), email: "alice@example.org", name: "Alice", personal: null };
  memory.local.items.set(
    PORTAL_PREFIX + origin,
    JSON.stringify({ origin, portal: spaceId("p"), account: { ...account, bundle: bytes(64), slots } }),
  );
});

function unlock(): void {
  const seeds = { seed: bytes(32), loginSeed: bytes(32), loginKind: "passphrase" };
  memory.session.items.set(UNLOCKED_PREFIX + origin, JSON.stringify({ user: userId("alice"), ...seeds }));
}
function find(matters: object): void {
  const none = { waiting: [], stale: [], withoutKey: [], holders: [] };
  memory.session.items.set(PENDING_MATTERS_PREFIX + origin, JSON.stringify({ ...none, ...matters }));
}

it("the button shows the lock while there is something to unlock", async () => {
  await showBadge();
  expect(memory.badge).toBe("🔒");
});

it("the button shows nothing when nothing is pending", async () => {
  unlock();
  find({});
  await showBadge();
  expect(memory.badge).toBe("");
});

it("the button counts people who wait, rooms that wait, and rooms without a key", async () => {
  unlock();
  const [space, user] = [spaceId("Plans"), userId("bob")];
  find({ waiting: [{ space, user, why: "failed" }], stale: [space], withoutKey: [spaceId("Old")] });
  await showBadge();
  expect(memory.badge).toBe("3");
});
