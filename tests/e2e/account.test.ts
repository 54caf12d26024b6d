import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PASSPHRASE, readKit, typeAskedGroups, unlock } from "../support/at-browser.ts";
import { BROWSERS, openPage } from "../support/browsers.ts";
import { fill, find, press, sees, waitForElement } from "../support/screen.ts";
import { type AliceAtHome, openHome } from "../support/story-world.ts";

const NEXT = "nine copper bells under a quiet bridge";

describe.each(BROWSERS)("alice's own account in %s", (name) => {
  let home: AliceAtHome;
  let options: Page;
  let kit: string[];
  beforeAll(async () => {
    home = await openHome(name);
    options = await openPage(home.at, "options.html");
    await options.setViewport({ width: 1280, height: 900 });
  });
  afterAll(() => home?.close());

  it("takes another name, which the portal's log commits to", async () => {
    await press(options, "Edit");
    await fill(options, "Name", "Alice Anders");
    await press(options, "Save");
    await sees(options, "Alice Anders");
    expect(await home.server.rows("select name from users")).toEqual([{ name: "Alice Anders" }]);
  });

  it("shows the safety number that others compare", async () => {
    await press(options, "Show my number");
    await sees(options, "My safety number");
    await waitForElement(options, "[data-testid=safety-digits]");
    const digits = () => document.querySelector("[data-testid=safety-digits]")?.textContent;
    expect(await options.evaluate(digits)).toMatch(/^(\d{5} ){6}$/);
    await press(options, "Close");
  });

  it("takes a new passphrase with the old one only", async () => {
    await press(options, "Change passphrase");
    await fill(options, "Present passphrase", "not at all this one");
    await fill(options, "New passphrase", NEXT);
    await fill(options, "Passphrase again", NEXT);
    await press(options, "Change passphrase");
    await sees(options, "This is not what opens your account.");
    await fill(options, "Present passphrase", PASSPHRASE);
    await press(options, "Change passphrase");
    await sees(options, "Your passphrase was changed.");
    await press(options, "Close");
  });

  it("makes a new kit that is in force only when it was typed back", async () => {
    await press(options, "New recovery kit");
    await fill(options, "Present passphrase", NEXT);
    await press(options, "Make a new kit");
    await sees(options, "I have it in a safe place");
    kit = await readKit(options);
    expect(kit).toHaveLength(9);
    expect(kit).not.toEqual(home.kit);
    await press(options, "I have it in a safe place");
    await press(options, "Continue");
    await typeAskedGroups(options, (position) => kit[position - 1] ?? "");
    await press(options, "Check");
    await sees(options, "The new kit is in force.");
    await press(options, "Close");
  });

  it("opens with the new kit after a lock, and takes a passphrase anew from there", async () => {
    await press(options, "Lock now");
    await home.page.bringToFront();
    await press(home.page, "Use the recovery kit");
    for (const [index, group] of kit.entries()) await fill(home.page, `Group ${index + 1}`, group);
    await press(home.page, "Open with the kit");
    await sees(home.page, "Choose a new passphrase?");
    await fill(home.page, "Passphrase", PASSPHRASE);
    await fill(home.page, "Passphrase again", PASSPHRASE);
    await press(home.page, "Change passphrase");
    await find(home.page, "control", "New");
  });

  it("opens with that passphrase, and not with the one before", async () => {
    await options.bringToFront();
    await press(options, "Lock now");
    await home.page.bringToFront();
    await fill(home.page, "Passphrase", NEXT);
    await press(home.page, "Unlock");
    await sees(home.page, "That did not unlock it.");
    await unlock(home.page);
    await find(home.page, "control", "New");
  });
});
