import { describe, expect, it } from "vitest";
import { randomBytes } from "../../../shared/bytes.ts";
import { commitProfile, normalizeEmail, parsePersonName } from "../../../shared/crypto/profile.ts";

describe("profile", () => {
  const profile = { salt: randomBytes(16), name: "Alice", email: "alice@example.org" };

  it("is committed to as a whole", async () => {
    const commitment = await commitProfile(profile);
    expect(await commitProfile({ ...profile })).toEqual(commitment);
    for (const change of [{ salt: randomBytes(16) }, { name: "Alicia" }, { email: "alice@example.com" }]) {
      expect(await commitProfile({ ...profile, ...change })).not.toEqual(commitment);
    }
  });

  it("does not let a part of the name wander into the address", async () =>
    expect(await commitProfile({ ...profile, name: "Alicea", email: "lice@example.org" })).not.toEqual(
      await commitProfile(profile),
    ));
});

describe("e-mail address", () => {
  it.each([
    ["  Alice@Example.ORG ", "alice@example.org"],
    ["JÜRGEN@example.org", "jürgen@example.org"],
    ["u\u0308ber@example.org", "über@example.org"],
    ["a@b", "a@b"],
  ])("%j is kept as %j", (typed, kept) => expect(normalizeEmail(typed)).toBe(kept));

  it.each([
    "",
    "a",
    "@",
    "a@",
    "@b",
    "a@b@c",
    "a b@c",
    "a@b\u0000c",
    "a@b\u200bc",
    `${"a".repeat(255)}@b`,
    "\ud800@b",
    5,
    null,
  ])("%j is none", (typed) => expect(() => normalizeEmail(typed)).toThrow("OBJECT_MALFORMED"));
});

describe("a person's name", () => {
  it.each([
    [" Zoë ", "Zoë"],
    ["Zoe\u0308", "Zoë"],
    ["constructor", "constructor"],
    ["<b>Bob</b>", "<b>Bob</b>"],
    ["李小龍", "李小龍"],
    ["😀".repeat(100), "😀".repeat(100)],
  ])("%j is kept as %j", (typed, kept) => expect(parsePersonName(typed)).toBe(kept));

  it.each(["", "   ", "a\u0000", "a\nb", "a\u202eb", "x".repeat(101), "\ud800", 5, undefined])(
    "%j is none",
    (typed) => expect(() => parsePersonName(typed)).toThrow("OBJECT_MALFORMED"),
  );
});
