import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BROWSERS } from "../support/browsers.ts";
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
} from "../support/rights-walk.ts";
import { fill, find, isThere, press, sees, textOf } from "../support/screen.ts";

// Which row of the access-rights table each test walks: tests/support/walked-rows.ts
describe.each(BROWSERS)("the Owner's rights in rooms, by hand in %s", (name) => {
  let walk: RightsWalk;
  beforeAll(async () => {
    walk = await openWalk(name);
    for (const [type, who] of [
      ["DocSpace admin", "Dora"],
      ["Room admin", "Rita"],
      ["User", "Bob"],
    ] as const) {
      await anew(walk.popup, "People");
      await press(walk.popup, "Invitations");
      await press(walk.popup, "Invite by link");
      await joinByLink(walk, await makeLink(walk.popup, type), who);
    }
    await anew(walk.popup);
  });
  afterAll(() => walk?.close());

  const scope = (which: string) => pick(walk.popup, "Which rooms", which);
  const open = async (which: string, title: string): Promise<void> => {
    await anew(walk.popup);
    await scope(which);
    await pressRow(walk.popup, title);
    await sees(walk.popup, "Members");
  };
  const more = async (action: string): Promise<void> => {
    await press(walk.popup, "More");
    await pressRow(walk.popup, action);
  };
  const archive = async (): Promise<void> => {
    await more("Archive");
    await confirm(walk.popup, "Archive this room?", "Archive");
    await sees(walk.popup, "Remove for good");
  };
  const removeForGood = async (): Promise<void> => {
    await more("Remove for good");
    await confirm(walk.popup, "for good?", "Remove for good");
    await find(walk.popup, "field", "Which rooms");
  };
  /** Ends in the copy, which is her own. */
  const copyAs = async (title: string): Promise<void> => {
    await more("Copy the room");
    await fill(walk.popup, "Title", title);
    await press(walk.popup, "Copy the room");
    await sees(walk.popup, title);
    await find(walk.popup, "control", "Add people");
  };
  const handTo = async (who: string): Promise<void> => {
    await more("Hand the room over");
    await press(walk.popup, who);
    await press(walk.popup, "Hand the room over");
    await sees(walk.popup, "Done.");
  };

  it("makes a room, finds it among her own, edits it, pins it and looks into it", async () => {
    const { popup } = walk;
    await press(popup, "New room");
    await fill(popup, "Title", "Board");
    await press(popup, "Create the room");
    await find(popup, "control", "Add people");
    await open("Own rooms", "Board");
    await more("Edit the room");
    await fill(popup, "Title", "Council");
    await press(popup, "Save");
    await sees(popup, "Council");
    await more("Pin to the top");
    await sees(popup, "Unpin");
    await press(popup, "History");
    await sees(popup, "Room edited");
  });

  it("adds somebody of the portal and a guest by link, gives levels, changes them and removes", async () => {
    const { popup } = walk;
    await open("Rooms I am in", "Council");
    await press(popup, "Add people");
    await press(popup, "Bobbob@example.org");
    await pick(popup, "Level", "Editor");
    await press(popup, "Add");
    await pick(popup, "Level of Bob", "Content creator");
    await press(popup, "Invitations");
    await press(popup, "Invite by link");
    await joinByLink(walk, await makeLink(popup, "Guest"), "Gina");
    await open("Rooms I am in", "Council");
    await sees(popup, "Gina");
    await press(popup, "Remove Bob");
    await confirm(popup, "Remove “Bob” from this room?", "Remove");
    await press(popup, "History");
    await sees(popup, "Members removed");
  });

  it("archives her room and a copy, where nothing can be changed, copies it, restores it and removes the copy", async () => {
    const { popup } = walk;
    await open("Own rooms", "Council");
    await copyAs("Spare");
    for (const title of ["Spare", "Council"]) {
      await open("Own rooms", title);
      await archive();
    }
    await open("Archived rooms", "Council");
    await sees(popup, "Gina");
    expect(await isThere(popup, "control", "Add people")).toBe(false);
    await press(popup, "Invitations");
    expect(await isThere(popup, "control", "Invite by link")).toBe(false);
    await press(popup, "History");
    await sees(popup, "Archived");
    await press(popup, "More");
    const rows = await rowsOf(popup);
    for (const gone of ["Edit the room", "Pin to the top"]) expect(rows).not.toContain(gone);
    await open("Archived rooms", "Spare");
    await removeForGood();
    await open("Archived rooms", "Council");
    await copyAs("From the archive");
    await open("Archived rooms", "Council");
    await more("Restore");
    await sees(popup, "Edit the room");
    await open("Own rooms", "Council");
  });

  it("manages a room that is somebody else's now, and copies it", async () => {
    const { popup } = walk;
    await handTo("DoraDocSpace admin");
    await open("Rooms I am invited to", "Council");
    await press(popup, "Add people");
    await press(popup, "Bobbob@example.org");
    await press(popup, "Add");
    await pick(popup, "Level of Bob", "Editor");
    await press(popup, "Remove Bob");
    await confirm(popup, "Remove “Bob” from this room?", "Remove");
    await copyAs("Mine again");
    await open("Own rooms", "Mine again");
  });

  it("gives another's room a new owner, archives it, finds it among all, copies it, restores it and removes it", async () => {
    const { popup } = walk;
    await open("All rooms of the portal", "Council");
    await handTo("RitaRoom admin");
    await open("All rooms of the portal", "Council");
    await archive();
    await open("Archived rooms", "Council");
    await open("All archived rooms of the portal", "Council");
    await press(popup, "History");
    await sees(popup, "Owner changed");
    await copyAs("From all");
    await open("All archived rooms of the portal", "Council");
    await more("Restore");
    await sees(popup, "Hand the room over");
    await open("All rooms of the portal", "Council");
    await archive();
    await open("All archived rooms of the portal", "Council");
    await removeForGood();
    await anew(popup);
    await scope("All archived rooms of the portal");
    await sees(popup, "No rooms yet");
    expect(await textOf(popup)).not.toContain("Council");
  });
});
