// The rows of the access-rights table that are operations, done for real by each of the five user types, with nobody
// before the client who could have refused: what its replay takes is what the table says.
import { describe, expect, it, test } from "vitest";
import { randomBytes } from "../../../shared/bytes.ts";
import { createGroupId } from "../../../shared/ids.ts";
import { DISABLE_ROWS, INVITE_ROWS, TYPE_ROWS } from "../../../shared/log/portal-rights.ts";
import { USER_TYPES } from "../../../shared/rights/user-types.ts";
import { actors, cellOf, grown, INVITED, nina, targets } from "../../support/five-types.ts";
import type { Person } from "../../support/people.ts";
import { outcomeOf, type PortalWriter } from "../../support/signed-portal.ts";

describe("operations on the portal", () => {
  const cases = USER_TYPES.map((type) => [type] as const);

  test.each(cases)("%s invites as rows 30 to 33 say", async (type) => {
    for (const invited of INVITED)
      for (const isWithRoom of [true, false]) {
        const portal = await grown.copy();
        const cell = cellOf(INVITE_ROWS[invited], type);
        const isExpected = cell === "yes" || (cell === "withRoom" && isWithRoom);
        const outcome = await outcomeOf(portal.invite(actors[type], invited, { isWithRoom }));
        expect([invited, isWithRoom, outcome === "taken"]).toEqual([invited, isWithRoom, isExpected]);
      }
  });

  test.each(cases)("%s promotes and demotes as rows 34 to 39 say", async (type) => {
    for (const from of INVITED)
      for (const to of INVITED.filter((to) => to !== from)) {
        const portal = await grown.copy();
        const row = TYPE_ROWS[from][to];
        // The targets were invited by the Owner: nobody's own guests here
        const isExpected = row !== undefined && cellOf(row, type) === "anotherPerson";
        const operation = { op: "user.type", user: targets[from].user, type: to } as const;
        const outcome = await outcomeOf(portal.add(actors[type], operation));
        expect([from, to, outcome === "taken"]).toEqual([from, to, isExpected]);
      }
  });

  it("lets a Room admin make a User of the guest that he invited (row 36)", async () => {
    const portal = await grown.copy();
    await portal.admit(nina, "Guest", actors.RoomAdmin);
    const operation = { op: "user.type", user: nina.user, type: "User" } as const;
    expect(await outcomeOf(portal.add(actors.RoomAdmin, operation))).toBe("taken");
  });

  test.each(cases)("%s disables and enables as rows 40 to 43 say, removes as row 44 says", async (type) => {
    for (const from of INVITED) {
      const portal = await grown.copy();
      const { user } = targets[from];
      const row = DISABLE_ROWS[from];
      const mayDisable = row !== undefined && cellOf(row, type) === "anotherPerson";
      expect(await isTaken(portal, actors[type], "user.disable", user)).toBe(mayDisable);
      if (!mayDisable) await portal.add(actors.Owner, { op: "user.disable", user });
      const removal = cellOf("editOrRemovePeople", type);
      const mayRemove =
        removal === "anotherPerson" || (removal === "belowDocSpaceAdmin" && from !== "DocSpaceAdmin");
      const again = await portal.copy();
      expect(await isTaken(again, actors[type], "user.enable", user)).toBe(mayDisable);
      expect([from, await isTaken(portal, actors[type], "user.remove", user)]).toEqual([from, mayRemove]);
    }
  });

  const isTaken = async (
    portal: PortalWriter,
    by: Person,
    op: "user.disable" | "user.enable" | "user.remove",
    user: Person["user"],
  ) => (await outcomeOf(portal.add(by, { op, user }))) === "taken";

  test.each(cases)("%s edits others as row 44 says, and himself always", async (type) => {
    const portal = await grown.copy();
    const edit = (user: Person["user"]) =>
      outcomeOf(portal.add(actors[type], { op: "profile.change", user, profileCommitment: randomBytes(32) }));
    expect(await edit(actors[type].user)).toBe("taken");
    const cell = cellOf("editOrRemovePeople", type);
    expect((await edit(targets.User.user)) === "taken").toBe(cell !== "no");
    expect((await edit(targets.DocSpaceAdmin.user)) === "taken").toBe(cell === "anotherPerson");
    if (type !== "Owner") expect(await edit(actors.Owner.user)).toBe("RIGHT_MISSING");
  });

  const settings = { isPrivateRoomOn: false, areGuestsAllowed: true, idleLockMaxMinutes: 60 };
  const others = [
    ["createOrEditGroups", () => ({ op: "group.create", group: createGroupId() }) as const],
    ["removePortal", () => ({ op: "portal.remove" }) as const],
    ["changeOtherSettings", () => ({ op: "settings.change", ...settings, isOnlyVerified: true }) as const],
  ] as const;
  test.each(others)("%s", async (row, operation) => {
    for (const type of USER_TYPES) {
      const portal = await grown.copy();
      const bodies = { nameCommitment: randomBytes(32), ...operation() } as Parameters<
        PortalWriter["add"]
      >[1];
      const outcome = await outcomeOf(portal.add(actors[type], bodies));
      expect([type, outcome === "taken"]).toEqual([type, cellOf(row, type) === "yes"]);
    }
  });
});
