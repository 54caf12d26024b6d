import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { OptionsPage } from "../../../../extension/pages/options/OptionsPage.tsx";
import { AfterKit } from "../../../../extension/pages/shell/AfterKit.tsx";
import { startActivity } from "../../../../extension/vault/lock.ts";
import { portalRecord, unlockedRecord } from "../../../../extension/vault/records.ts";
import { toBase64Url } from "../../../../shared/bytes.ts";
import { createUserId, parsePortalOrigin, parseSpaceId } from "../../../../shared/ids.ts";
import { memory } from "../../../support/memory-browser.ts";
import { objections } from "../../../support/page-axe.ts";
import { button, clear, click, find, findAll, show, type } from "../../../support/show.tsx";
import { until } from "../../../support/until.ts";

const origin = parsePortalOrigin("http://127.0.0.1:8787");
const user = createUserId();
const filled = (length: number): string => toBase64Url(new Uint8Array(length).fill(7));

beforeEach(async () => {
  memory.reset();
  const slots = (["passphrase", "kit"] as const).map((kind) => ({ kind, wire: filled(80) }));
  const account = {
    user,
    email: "alice@example.org",
    name: "Alice",
    slots,
    personal: null,
    bundle: filled(90),
  };
  await portalRecord(origin).write({ origin, portal: parseSpaceId(filled(32)), account });
});
afterEach(clear);

const words = (): string => (document.body.textContent ?? "").replace(/[\u2068\u2069]/g, "");
const says = (part: string) => until(part, async () => words().includes(part));

async function unlocked(): Promise<void> {
  await startActivity();
  const seeds = { seed: filled(32), loginSeed: filled(32) };
  await unlockedRecord(origin).write({ user, loginKind: "passphrase", ...seeds });
}

describe("one's own account in the options", () => {
  it("asks to unlock before anything of it is changed", async () => {
    show(<OptionsPage />);
    await says("Change passphrase");
    const own = ["Edit", "Show my number", "Show my devices", "Change how files are listed"];
    for (const action of [...own, "Change passphrase", "New recovery kit"]) {
      click(button(action));
      await says("Unlock first");
      expect(findAll("dialog input[type=password]")).toHaveLength(1);
      click(button("Close"));
    }
    expect(await objections()).toEqual([]);
  });

  it("offers a change of name and address, not of nothing", async () => {
    await unlocked();
    show(<OptionsPage />);
    await says("alice@example.org");
    click(button("Edit"));
    await says("Edit your profile");
    expect(button("Save").getAttribute("aria-disabled")).toBe("true");
    type(find("dialog input[type=text]"), "Alice Anders");
    expect(button("Save").getAttribute("aria-disabled")).toBe("false");
    expect(await objections()).toEqual([]);
  });

  const openPassphrase = async () => {
    await unlocked();
    show(<OptionsPage />);
    await says("Change passphrase");
    click(button("Change passphrase"));
    await says("Present passphrase");
  };
  const isOff = () =>
    findAll("dialog button")
      .find((each) => each.getAttribute("type") === "submit")
      ?.getAttribute("aria-disabled") === "true";

  it("takes a new passphrase only with what opens the account now", async () => {
    await openPassphrase();
    for (const field of findAll("dialog input").slice(1)) type(field, "lantern orbit velvet marmalade");
    await until("a strong verdict", async () => find("[data-testid=strength-meter]").dataset.score === "4");
    expect(isOff()).toBe(true);
    type(find("dialog input"), "the present one");
    expect(isOff()).toBe(false);
    click(button("Use the recovery kit instead"));
    expect(isOff()).toBe(true);
  });

  it("takes the code of the kit in place of the passphrase", async () => {
    await openPassphrase();
    click(button("Use the recovery kit instead"));
    expect(words()).toContain("Recovery code");
    expect(await objections()).toEqual([]);
  });

  it("offers a new passphrase after the kit, to be refused with one click", async () => {
    let isRefused = false;
    show(
      <AfterKit
        origin={origin}
        kit="AAAA"
        onDone={() => {
          isRefused = true;
        }}
      />,
    );
    await says("Choose a new passphrase?");
    expect(await objections()).toEqual([]);
    click(button("Not now"));
    expect(isRefused).toBe(true);
  });
});
