import { afterAll, beforeAll, expect, it } from "vitest";
import { type ChangingWorld, changingWorld } from "../support/changing-world.ts";

/** bob became an admin when the admins' key was there already, was given it, and is none any more. */

let world: ChangingWorld;
beforeAll(async () => {
  world = await changingWorld();
});
afterAll(() => world.close());

it.each([
  ["is made a Room admin again", { type: "RoomAdmin" }],
  ["is disabled", { isDisabled: true }],
] as const)("A former admin reads no title that is sealed after he %s", async (_, change) => {
  const { alice } = world;
  const { origin } = alice;
  const bob = await world.newcomer();
  const { user } = await bob.openPortal(bob.origin);
  await alice.changeType({ origin, user, type: "DocSpaceAdmin" });
  await alice.keepUp(origin);
  const generations = async () => (await alice.openPortal(origin)).state.adminKeys.length;
  const before = await generations();
  const { lockboxes } = await (await bob.openPortal(bob.origin)).client.call("getAdminLockboxes", {});
  expect(lockboxes.map(({ generation }) => generation)).toContain(before);
  if ("type" in change) await alice.changeType({ origin, user, type: change.type });
  else await alice.disablePerson({ origin, user });
  await alice.keepUp(origin);
  const space = await alice.createRoom({
    origin,
    title: "Told later",
    colour: 1,
    roomType: "Custom",
    members: [],
  });
  const { settings } = (await alice.freshSpace(origin, space)).state;
  expect(settings?.adminGeneration).toBe(before + 1);
});
