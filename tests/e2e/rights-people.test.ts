import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BROWSERS, openPage } from "../support/browsers.ts";
import {
  anew,
  confirm,
  joinByLink,
  makeLink,
  openWalk,
  pick,
  pressRow,
  type RightsWalk,
  rowsOf,
  rowWith,
} from "../support/rights-walk.ts";
import { choose, fill, find, press, reload, sees, textOf, waitForElement } from "../support/screen.ts";
import { until } from "../support/until.ts";

/** Runs in the page. */
const isClosed = (): boolean => document.querySelector("dialog[open]") === null;

/** Runs in the page. */
const chosenIn = (field: Element): string => (field as HTMLSelectElement).selectedOptions[0]?.text ?? "";

// Rows 30 to 51 of the access-rights table.
describe.each(BROWSERS)("the Owner's rights over people, by hand in %s", (name) => {
  let walk: RightsWalk;
  beforeAll(async () => {
    walk = await openWalk(name);
  });
  afterAll(() => walk?.close());

  const person = async (who: string): Promise<void> => {
    await anew(walk.popup, "People");
    await pressRow(walk.popup, who);
    await sees(walk.popup, "What can");
  };
  const turnGinaInto = async (type: string): Promise<void> => {
    await person("Gina");
    await pick(walk.popup, "User type", type);
    await confirm(walk.popup, `The new user type is “${type}”`, "Change");
    await anew(walk.popup, "People");
    await until(`Gina as ${type}`, async () => (await rowWith(walk.popup, "Gina")).includes(type));
  };

  it("invites a DocSpace admin, a Room admin and a User", async () => {
    const { popup } = walk;
    for (const [type, who] of [
      ["DocSpace admin", "Dora"],
      ["Room admin", "Rita"],
      ["User", "Bob"],
    ] as const) {
      await anew(popup, "People");
      await press(popup, "Invitations");
      await press(popup, "Invite by link");
      await joinByLink(walk, await makeLink(popup, type), who);
    }
    await anew(popup, "People");
    await sees(popup, "Bob");
    const rows = await rowsOf(popup);
    for (const type of ["DocSpace admin", "Room admin", "User"]) expect(rows).toContain(type);
  });

  it("invites a guest together with a room", async () => {
    const { popup } = walk;
    await press(popup, "Rooms");
    await press(popup, "New room");
    await fill(popup, "Title", "Board");
    await press(popup, "Create the room");
    await press(popup, "Invitations");
    await press(popup, "Invite by link");
    await joinByLink(walk, await makeLink(popup, "Guest"), "Gina");
    await anew(popup);
    await pressRow(popup, "Board");
    await sees(popup, "Gina");
  });

  it("sees her own guests, and those of others", async () => {
    await person("Alice Owner");
    await sees(walk.popup, "Guests invited");
    await sees(walk.popup, "Gina");
    await person("Rita");
    await sees(walk.popup, "No guests");
  });

  it("makes a group, changes it and lists it", async () => {
    const { popup } = walk;
    await anew(popup, "People");
    await press(popup, "Groups");
    await press(popup, "New group");
    await fill(popup, "Name of the group", "Legal");
    await press(popup, "Bobbob@example.org");
    await press(popup, "Save");
    await pressRow(popup, "Legal");
    await fill(popup, "Name of the group", "Lawyers");
    await press(popup, "Save");
    await sees(popup, "Lawyers");
    await sees(popup, "1 person");
  });

  it("promotes a guest to User, a User to Room admin and on to DocSpace admin", async () => {
    for (const type of ["User", "Room admin", "DocSpace admin"]) await turnGinaInto(type);
  });

  it("demotes a DocSpace admin to Room admin, a Room admin to User and a User to Guest", async () => {
    for (const type of ["Room admin", "User", "Guest"]) await turnGinaInto(type);
    await person("Gina");
    await sees(walk.popup, "Free");
  });

  it("disables people of all types but her own", async () => {
    for (const who of ["Dora", "Rita", "Bob", "Gina"]) {
      await person(who);
      await pressRow(walk.popup, "Disable");
      await confirm(walk.popup, `Disable “${who}”?`, "Disable");
      await sees(walk.popup, "Enable");
    }
    await person("Alice Owner");
    // The list before it says of the others that they are disabled
    await until("what she may do with herself, without an end to it", async () => {
      const rows = await rowsOf(walk.popup);
      return rows !== "" && !rows.includes("Disable");
    });
  });

  it("edits a person, and removes one who is disabled", async () => {
    await person("Bob");
    await pressRow(walk.popup, "Edit name and address");
    await fill(walk.popup, "Name", "Robert");
    await press(walk.popup, "Save");
    await sees(walk.popup, "Robert");
    await pressRow(walk.popup, "Remove for good");
    await confirm(walk.popup, "Remove “Robert” for good?", "Remove for good");
    await anew(walk.popup, "People");
    await sees(walk.popup, "Rita");
    expect(await textOf(walk.popup)).not.toContain("Robert");
  });

  it("changes how her files are listed", async () => {
    const options = await openPage(walk.at, "options.html");
    await press(options, "Change how files are listed");
    await sees(options, "Sort lists by");
    await pick(options, "Sort lists by", "Size");
    await press(options, "Save");
    await until("her choice at the portal", () => options.evaluate(isClosed));
    await reload(options);
    await press(options, "Change how files are listed");
    const kept = async () => (await find(options, "field", "Sort lists by")).evaluate(chosenIn);
    await until("her choice", async () => (await kept()) === "Size");
    await options.close();
  });

  it("changes the portal's settings, and removes the portal in the end", async () => {
    const { popup, portal } = walk;
    await anew(popup);
    await choose(popup, "More", "Settings of the portal");
    // Until it is known who asks, nothing can be changed
    await waitForElement(popup, ".popup-form .checkbox input:not(:disabled)");
    await press(popup, "Guests may be invited");
    await press(popup, "Save");
    await sees(popup, "Saved.");
    await press(popup, "Remove the portal for everybody");
    const { host } = new URL(portal.url);
    await fill(popup, `Type ${host} to go on`, host);
    await press(popup, "Remove the portal for everybody");
    await confirm(popup, "Remove the portal for everybody, for good?", "Remove for good");
    await sees(popup, "This portal was removed");
  });
});
