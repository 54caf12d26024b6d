import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createKitSecret, formatKit, type KitSecret, parseKit } from "../../../shared/crypto/kit.ts";

const secrets = fc
  .uint8Array({ minLength: 20, maxLength: 20 })
  .map((bytes) => Uint8Array.from(bytes) as KitSecret);

describe("recovery kit", () => {
  it("comes back from paper, whatever its secret", () =>
    fc.assert(
      fc.asyncProperty(secrets, async (secret) => {
        const printed = await formatKit(secret);
        expect(printed).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){8}[0-9A-HJKMNP-TV-Z]{4}$/);
        expect(await parseKit(printed)).toEqual(secret);
      }),
    ));

  it("holds 160 bits and is another each time", () => {
    const kits = new Set(Array.from({ length: 100 }, () => createKitSecret().join()));
    expect([kits.size, createKitSecret().length]).toEqual([100, 20]);
  });

  it("does not mind case, spaces, hyphens and letters that look like digits", async () => {
    const secret = new Uint8Array(20) as KitSecret;
    const printed = await formatKit(secret.fill(0x08, 0, 1));
    const sloppy = ` ${printed.toLowerCase().replaceAll("-", "  ").replaceAll("0", "o").replaceAll("1", "l")}\n`;
    expect(await parseKit(sloppy)).toEqual(secret);
    expect(await parseKit(printed.replaceAll("1", "I"))).toEqual(secret);
  });

  it("notices every single wrong character", async () => {
    const printed = await formatKit(createKitSecret());
    for (let at = 0; at < printed.length; at++) {
      if (printed[at] === "-") continue;
      const wrong = printed.slice(0, at) + (printed[at] === "7" ? "8" : "7") + printed.slice(at + 1);
      await expect(parseKit(wrong)).rejects.toThrow("KIT_MISTYPED");
    }
  });

  it.each([
    "",
    "0000",
    "U".repeat(36),
    "0".repeat(35),
    "0".repeat(37),
    "💥".repeat(18),
    `${"0".repeat(35)}é`,
  ])("refuses %j", (text) => expect(parseKit(text)).rejects.toThrow("KIT_MISTYPED"));
});
