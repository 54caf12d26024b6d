import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { CHROME_ID, GECKO_ID, manifest, type Target } from "../../extension/manifest.ts";

const targets: readonly Target[] = ["chrome", "firefox"];
const policyOf = (target: Target): string =>
  (manifest(target, "1.2.3").content_security_policy as { extension_pages: string }).extension_pages;

describe.each(targets)("manifest for %s", (target) => {
  it("asks for these permissions and no more", () => {
    const { permissions, optional_host_permissions, host_permissions, content_scripts } = manifest(
      target,
      "1.2.3",
    );
    expect(permissions).toEqual(["storage", "scripting", "alarms", "idle", "activeTab"]);
    expect(optional_host_permissions).toEqual(["https://*/*", "http://127.0.0.1/*", "http://localhost/*"]);
    expect([host_permissions, content_scripts]).toEqual([undefined, undefined]);
  });

  it("lets a page reach the open page only", () =>
    expect(manifest(target, "1.2.3").web_accessible_resources).toMatchObject([{ resources: ["open.html"] }]));

  it.each([
    ["runs no script but its own", /script-src 'self' 'wasm-unsafe-eval';/],
    ["is framed by nobody", /frame-ancestors 'none'/],
    ["sends no form", /form-action 'none'/],
    ["names no place for anything not listed", /^default-src 'none';/],
  ])("%s", (_, directive) => expect(policyOf(target)).toMatch(directive));

  it("talks in the clear with this machine only", () => {
    const connect = /connect-src ([^;]*)/.exec(policyOf(target))?.[1]?.split(" ") ?? [];
    const inTheClear = connect.filter((source) => /^(http|ws):/.test(source));
    expect(inTheClear.every((source) => /\/\/(127\.0\.0\.1|localhost):\*$/.test(source))).toBe(true);
  });
});

describe("the opener of a tab", () => {
  it("is cut off from our pages in Chromium", () =>
    expect(manifest("chrome", "1.2.3").cross_origin_opener_policy).toEqual({ value: "same-origin" }));

  it("needs no such line in Firefox, which knows none", () =>
    expect(manifest("firefox", "1.2.3").cross_origin_opener_policy).toBeUndefined());
});

describe("identity of the extension", () => {
  it("in Chromium is what its public key hashes to", () => {
    const key = Buffer.from(manifest("chrome", "1.2.3").key as string, "base64");
    const digest = createHash("sha256").update(key).digest("hex").slice(0, 32);
    const id = [...digest].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16))).join("");
    expect(id).toBe(CHROME_ID);
  });

  it("in Firefox is its add-on id, with no data collected", () =>
    expect(manifest("firefox", "1.2.3")).toMatchObject({
      browser_specific_settings: {
        gecko: { id: GECKO_ID, data_collection_permissions: { required: ["none"] } },
      },
    }));
});
