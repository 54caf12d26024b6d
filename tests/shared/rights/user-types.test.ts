import { describe, expect, it } from "vitest";
import {
  isPaidType,
  isPortalAdminType,
  isUserType,
  mayOwnRooms,
  type UserType,
} from "../../../shared/rights/user-types.ts";

describe("user types", () => {
  it.each<[UserType, boolean, boolean, boolean]>([
    // type            paid   owns   admin
    ["Owner", true, true, true],
    ["DocSpaceAdmin", true, true, true],
    ["RoomAdmin", true, true, false],
    ["User", false, false, false],
    ["Guest", false, false, false],
  ])("%s: paid %s, may own rooms %s, admin of the portal %s", (type, isPaid, owns, isAdmin) => {
    expect([isPaidType(type), mayOwnRooms(type), isPortalAdminType(type)]).toEqual([isPaid, owns, isAdmin]);
  });

  it.each(["owner", "constructor", "", null, 0, ["Owner"]])("knows no type %j", (value) => {
    expect(isUserType(value)).toBe(false);
  });
});
