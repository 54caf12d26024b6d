import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BROWSERS } from "../support/browsers.ts";
import { tabTo } from "../support/keyboard.ts";
import { anew, joinByLink, makeLink, openWalk, pressRow, type RightsWalk } from "../support/rights-walk.ts";
import { fill, find, isThere, press, sees, textOf } from "../support/screen.ts";
import { until } from "../support/until.ts";

// Each browser has its own way with the arrow keys of a closed menu: what is signed by them is seen in browsers only.
describe.each(BROWSERS)("levels and user types by the keyboard alone in %s", (name) => {
  let walk: RightsWalk;
  beforeAll(async () => {
    walk = await openWalk(name);
    const { popup } = walk;
    await press(popup, "New room");
    await fill(popup, "Title", "Board");
    await press(popup, "Create the room");
    await press(popup, "Invitations");
    await press(popup, "Invite by link");
    await joinByLink(walk, await makeLink(popup, "User"), "Dora");
    await anew(popup);
  });
  afterAll(() => walk?.close());

  const chosen = async (label: string): Promise<string> =>
    (await find(walk.popup, "field", label)).evaluate(
      (menu) => (menu as HTMLSelectElement).selectedOptions[0]?.text ?? "",
    );

  it("signs the level that Enter confirms, and none on the way to it", async () => {
    const { popup } = walk;
    await pressRow(popup, "Board");
    await sees(popup, "Dora");
    expect(await chosen("Level of Dora")).toBe("Viewer");
    await tabTo(popup, "Level of Dora");
    for (let step = 0; step < 2; step++) await popup.keyboard.press("ArrowUp");
    const wanted = await chosen("Level of Dora");
    expect(wanted).not.toBe("Viewer");
    await popup.keyboard.press("Enter");
    await sees(popup, "Done.");
    await until("the level", async () => (await chosen("Level of Dora")) === wanted);
    await press(popup, "History");
    await sees(popup, `Dora: ${wanted}`);
    const lines = (await textOf(popup)).split("Members added or changed").length - 1;
    expect(lines).toBe(1);
  });

  it("asks about no user type before Enter, and reaches each of them", async () => {
    const { popup } = walk;
    await anew(popup, "People");
    await pressRow(popup, "Dora");
    await sees(popup, "What can");
    await tabTo(popup, "User type");
    for (let step = 0; step < 2; step++) await popup.keyboard.press("ArrowDown");
    const wanted = await chosen("User type");
    expect(wanted).toBe("Room admin");
    expect(await isThere(popup, "control", "Cancel")).toBe(false);
    await popup.keyboard.press("Enter");
    await sees(popup, `The new user type is “${wanted}”`);
  });
});
