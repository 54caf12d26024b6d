import { describe, expect, it } from "vitest";
import { matches } from "../../../../extension/ui/popup/matches.ts";
import { isShown, reasonText } from "../../../../extension/ui/popup/reason-text.ts";
import { peopleEn } from "../../../../extension/ui/strings/people/en.ts";
import { CONDITIONS } from "../../../../shared/rights/conditions.ts";
import { allow, DENY_REASONS, type DenyReason, deny } from "../../../../shared/rights/verdict.ts";
import { PRIVATE_ROOM_RULES } from "../../../../shared/rules/private-room.ts";

const REASONS = [DENY_REASONS, CONDITIONS, PRIVATE_ROOM_RULES].flatMap(Object.keys) as DenyReason[];

describe("why a right is refused", () => {
  it.each(REASONS)("%s is said in a sentence", (reason) => {
    expect(reasonText(peopleEn, deny("removePortal", reason))).toMatch(/^[A-Z].*\.$/u);
  });

  it("is nothing for what is granted, and not worth a line for what a type of person never may", () => {
    expect(reasonText(peopleEn, allow("removePortal"))).toBeNull();
    expect(isShown(deny("removePortal", "userType"))).toBe(false);
    expect(isShown(deny("removePortal", "ownRoom"))).toBe(true);
  });
});

describe("searching", () => {
  it.each([
    ["", true],
    ["muller", true],
    ["MÜLLER anna", true],
    ["example.org", true],
    ["bob", false],
  ])("for %j finds Anna Müller: %s", (typed, isFound) => {
    expect(matches(typed, "Anna Müller", null, "anna@example.org")).toBe(isFound);
  });
});
