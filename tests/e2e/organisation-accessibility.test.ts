import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { violationsOn } from "../support/axe.ts";
import { BROWSERS, openPage } from "../support/browsers.ts";
import { anew, confirm, joinByLink, makeLink, pick, pressRow } from "../support/rights-walk.ts";
import { choose, fill, press, sees, waitForElement } from "../support/screen.ts";
import { type AliceAtHome, openHome } from "../support/story-world.ts";

// The popup's views need people and rooms; tests/e2e/accessibility.test.ts looks at the pages.
describe.each(BROWSERS)("people, rooms and rights in %s", (name) => {
  let home: AliceAtHome;
  let popup: Page;
  beforeAll(async () => {
    home = await openHome(name);
    popup = await openPage(home.at, `popup.html#${new URLSearchParams({ origin: home.portal.url })}`);
  });
  afterAll(() => home?.close());

  const isFine = async (state: string, shown: Page = popup) =>
    expect(await violationsOn(shown), state).toEqual([]);
  const back = () => press(popup, "Back");
  const row = (words: string) => pressRow(popup, words);
  /** Looks at the question, and says no. */
  const isFineQuestion = async (question: string): Promise<void> => {
    await sees(popup, question);
    await isFine(question);
    await press(popup, "Cancel");
  };

  it("a room from its making to its last section", async () => {
    await sees(popup, "No rooms yet");
    await isFine("no rooms");
    await press(popup, "New room");
    await sees(popup, "Room type");
    await isFine("a new room");
    await fill(popup, "Title", "Board");
    await press(popup, "Create the room");
    await sees(popup, "Alice Owner");
    await isFine("members");
    for (const section of ["Invitations", "History", "More"]) {
      await press(popup, section);
      await isFine(section);
    }
    await row("Archive");
    await isFineQuestion("Archive this room?");
    await row("Edit the room");
    await sees(popup, "Colour");
    await isFine("editing a room");
    await back();
    await back();
  });

  it("people, what they can do, invitations, groups and what is pending", async () => {
    await press(popup, "People");
    await row("Alice Owner");
    await sees(popup, "My safety number");
    await isFine("a person");
    await row("What can Alice Owner do here");
    await sees(popup, "Removing DocSpace");
    await isFine("rights in the portal");
    await back();
    await row("My safety number");
    await isFine("the safety number");
    await back();
    await back();
    await press(popup, "Invitations");
    await press(popup, "Invite by link");
    await sees(popup, "Valid for");
    await isFine("an invitation");
    await back();
    await back();
    await press(popup, "Groups");
    await press(popup, "New group");
    await sees(popup, "Who is in it");
    await isFine("a group");
    await back();
    await back();
    await press(popup, "Pending");
    await sees(popup, "Nothing is pending");
    await isFine("nothing pending");
  });

  it("the settings of the portal, with the questions before its end", async () => {
    await choose(popup, "More", "Settings of the portal");
    await waitForElement(popup, ".popup-form .checkbox input:not(:disabled)");
    await isFine("the settings of the portal");
    await press(popup, "Remove the portal for everybody");
    const { host } = new URL(home.portal.url);
    await fill(popup, `Type ${host} to go on`, host);
    await isFine("the portal's name before its end");
    await press(popup, "Remove the portal for everybody");
    await isFineQuestion("Remove the portal for everybody, for good?");
  });

  it("the questions about people and groups", async () => {
    await anew(popup, "People");
    await press(popup, "Invitations");
    await press(popup, "Invite by link");
    const link = await makeLink(popup, "User");
    await press(popup, "Revoke");
    await isFineQuestion("Revoke this invitation?");
    await joinByLink(home, link, "Bob");
    await anew(popup, "People");
    await press(popup, "Groups");
    await press(popup, "New group");
    await fill(popup, "Name of the group", "Legal");
    await press(popup, "Bobbob@example.org");
    await press(popup, "Save");
    await row("Legal");
    await press(popup, "Delete the group");
    await isFineQuestion("Delete the group “Legal”?");
    await anew(popup, "People");
    await row("Bob");
    await pick(popup, "User type", "Guest");
    await isFineQuestion("The new user type is “Guest”");
  });

  it("the questions about a room and who is in it", async () => {
    await anew(popup);
    await row("Board");
    await press(popup, "Add people");
    await press(popup, "Bobbob@example.org");
    await press(popup, "Add");
    await press(popup, "Remove Bob");
    await isFineQuestion("Remove “Bob” from this room?");
    for (const [action, words] of [
      ["Copy the room", "Title"],
      ["Hand the room over", "Nobody else here can own a room."],
    ] as const) {
      await press(popup, "More");
      await row(action);
      await sees(popup, words);
      await isFine(action);
      await back();
    }
    await row("Archive");
    await confirm(popup, "Archive this room?", "Archive");
    await row("Remove for good");
    await isFineQuestion("Remove “Board” for good?");
  });

  it("the questions before somebody goes", async () => {
    await anew(popup, "People");
    await row("Bob");
    await row("Disable");
    await sees(popup, "Disable “Bob”?");
    await isFine("the question before disabling");
    await confirm(popup, "Disable “Bob”?", "Disable");
    await row("Remove for good");
    await isFineQuestion("Remove “Bob” for good?");
  });

  it("the account's dialogs", async () => {
    const options = await openPage(home.at, "options.html");
    for (const [action, words] of [
      ["Show my devices", "You are signed in nowhere else."],
      ["Change how files are listed", "Sort lists by"],
      ["Edit", "Edit your profile"],
      ["Show my number", "Read it to others"],
      ["Change passphrase", "New passphrase"],
      ["New recovery kit", "A new kit takes the place"],
    ] as const) {
      await press(options, action);
      await waitForElement(options, "dialog[open]"); // some of the words stand on the page before
      await sees(options, words);
      await isFine(action, options);
      await press(options, "Close");
    }
    await press(options, "Disconnect");
    await sees(options, "Disconnect this portal?");
    await isFine("the question before disconnecting", options);
    await press(options, "Cancel");
    await options.close();
  });
});
