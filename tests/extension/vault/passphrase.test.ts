import { describe, expect, it } from "vitest";
import { assessPassphrase } from "../../../extension/vault/passphrase.ts";

const ABOUT = ["Alice Liddell", "alice.liddell@wonderland.example", "https://documents.wonderland.example"];
const hintOf = async (text: string): Promise<string> => (await assessPassphrase(text, ABOUT)).hint;

describe("a passphrase", () => {
  it.each([
    ["correct horse battery staple", "wellKnown"],
    ["CorrectHorseBatteryStaple", "wellKnown"],
    ["c0rrect-h0rse-b4ttery-$taple", "wellKnown"],
    ["correct horse battery staple 1!", "wellKnown"],
    ["Tr0ub4dor&3 Tr0ub4dor&3", "wellKnown"],
    ["To be, or not to be: that is the question", "wellKnown"],
    ["May the Force be with you!", "wellKnown"],
    ["Liberté, égalité, fraternité", "wellKnown"],
    ["Alice Liddell 1865", "personal"],
    ["alice@wonderland", "personal"],
    ["documents strongroom", "personal"],
    ["a11ce l1dde11 a11ce", "personal"],
    ["passwordpassword", "tooEasy"],
    ["qwertyuiopasdfghjkl", "tooEasy"],
    ["bread salt", "tooShort"],
  ])("like %s is refused as %s", async (text, hint) => {
    const strength = await assessPassphrase(text, ABOUT);
    expect([strength.hint, strength.isAccepted]).toEqual([hint, false]);
  });

  it.each([
    ["lantern orbit velvet marmalade"],
    ["salt river lantern oak"],
    ["maple tundra violin eggplant"],
    ["correct horse battery staple, said the marmalade lantern orbit"],
    ["Alice keeps velvet marmalade in orbit"],
    ["J9#vq2!LmZx8@pT"],
  ])("like %s is taken", async (text) => expect(["good", "strong"]).toContain(await hintOf(text)));

  it("may be very long", async () =>
    expect(await hintOf("orbit velvet ".repeat(2_000))).not.toBe("tooShort"));
});
