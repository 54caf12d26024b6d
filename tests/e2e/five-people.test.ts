import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { en } from "../../extension/ui/strings/en.ts";
import { can } from "../../shared/rights/can.ts";
import type { RoomObject } from "../../shared/rights/objects.ts";
import { USER_TYPES, type UserType } from "../../shared/rights/user-types.ts";
import { ask } from "../support/ask.ts";
import { BROWSERS, launch, openPage, type TestBrowser } from "../support/browsers.ts";
import {
  DEMO_FILES,
  DEMO_ROOMS,
  type DemoPortal,
  type DemoRoom,
  nodeInPrivate,
  nodeInRoom,
  openDemoPortal,
  type Resident,
  roomObject,
} from "../support/demo-portal.ts";
import { choicesAreJust, menuOffersJust, offersJust } from "../support/offered.ts";
import { anew, pick, pressRow, rowsOf } from "../support/rights-walk.ts";
import { choose, find, press, sees, waitForElement } from "../support/screen.ts";
import { doorOf, signIn, signOut } from "../support/signed-in.ts";
import * as table from "../support/table-offers.ts";
import { until } from "../support/until.ts";

// One portal for both browsers: what is asked of it here changes nothing.
let demo: DemoPortal;
beforeAll(async () => {
  demo = await openDemoPortal();
});
afterAll(() => demo?.close());

describe.each(BROWSERS)("what is offered to five people of five types in %s", (name) => {
  let at: TestBrowser;
  beforeAll(async () => {
    at = await launch(name);
  });
  afterAll(() => at?.close());

  describe.each(USER_TYPES)("%s, signed in", (type) => {
    let who: Resident;
    let files: Page;
    let popup: Page;
    beforeAll(async () => {
      who = demo.people[type];
      files = await signIn(at, demo.server.url, who);
      popup = await openPage(at, `popup.html#${new URLSearchParams({ origin: demo.server.url })}`);
      await find(popup, "field", "Which rooms");
    });
    afterAll(() => signOut(at));

    const isMember = ({ owner, levels }: DemoRoom): boolean => owner === type || type in levels;
    const listedRooms = (): readonly DemoRoom[] =>
      can(who.subject, "viewAllRooms", { kind: "portal" }).allowed ? DEMO_ROOMS : DEMO_ROOMS.filter(isMember);
    /** Admins see everybody, guests only who is in a room with them; nobody else sees guests whom he has not met or invited. */
    const isSeen = (other: UserType): boolean => {
      const isAdmin = can(who.subject, "viewAllRooms", { kind: "portal" }).allowed;
      const isMet = DEMO_ROOMS.some(
        (room) => isMember(room) && (room.owner === other || other in room.levels),
      );
      const isOwn = demo.people[other].invitedBy === who.user && other === "Guest";
      return isAdmin || isMet || isOwn || (type !== "Guest" && other !== "Guest");
    };
    const roomsOf = (owner: UserType): RoomObject[] =>
      DEMO_ROOMS.filter((room) => room.owner === owner)
        .map((room) => roomObject(demo.people, room, type))
        .filter((room) => room.kind === "room");

    it("sees the lists, the people, the invitations and the settings that the table grants", async () => {
      await offersJust(popup, table.homeOffers(who));
      await choicesAreJust(popup, "Which rooms", table.scopeOffers(who));
      await choose(popup, "More", "Settings of the portal");
      await waitForElement(popup, ".popup-form");
      await offersJust(popup, table.settingsOffers(who), "field");
      await offersJust(popup, table.removalOffers(who));
      await press(popup, "Back");
      await press(popup, "People");
      await sees(popup, who.email);
      const offers = table.peopleOffers(who);
      await offersJust(popup, offers);
      if (!offers.Invitations) return;
      await press(popup, "Invitations");
      await press(popup, "Invite by link");
      await find(popup, "field", "User type");
      await choicesAreJust(popup, "User type", table.invitationOffers(who));
    });

    it("may do with each other person what the table grants", async () => {
      await anew(popup, "People");
      await sees(popup, who.email);
      const listed = await rowsOf(popup);
      const others = Object.values(demo.people).filter((each) => each !== who);
      const seen = others.filter((other) => isSeen(other.type)).map(({ email }) => email);
      expect(others.map(({ email }) => email).filter((email) => listed.includes(email))).toEqual(seen);
      for (const other of others.filter(({ email }) => seen.includes(email))) {
        await pressRow(popup, other.email);
        await sees(popup, "What can");
        await offersJust(popup, table.personOffers(who, other, roomsOf(other.type)));
        await choicesAreJust(popup, "User type", table.typeOffers(who, other));
        await press(popup, "Back");
      }
    });

    it("sees the rooms that the table grants, and may do with each what it grants", async () => {
      const isAdmin = listedRooms() === DEMO_ROOMS;
      await anew(popup);
      for (const isArchive of [false, true]) {
        const rooms = listedRooms().filter(({ isArchived = false }) => isArchived === isArchive);
        const { scopes } = en.people.rooms;
        const ofAll = isArchive ? scopes.allArchived : scopes.all;
        const ofOwn = isArchive ? scopes.archived : scopes.mine;
        await pick(popup, "Which rooms", isAdmin ? ofAll : ofOwn);
        await listsRooms(rooms);
        for (const room of rooms) await holdRoom(room);
      }
    });

    const listsRooms = async (rooms: readonly DemoRoom[]): Promise<void> => {
      const wanted = rooms.map(({ title }) => title).sort();
      await until(`a list of ${wanted.join(", ") || "no rooms"}`, async () => {
        const rows = await rowsOf(popup);
        const isNone = wanted.length > 0 || (await popup.$("[data-testid=no-rooms]")) !== null;
        return isNone && DEMO_ROOMS.every(({ title }) => rows.includes(title) === wanted.includes(title));
      });
    };
    const holdRoom = async (room: DemoRoom): Promise<void> => {
      await pressRow(popup, room.title);
      await sees(popup, demo.people[room.owner].name);
      await waitForElement(popup, "[data-testid=member]");
      await offersJust(popup, table.memberOffers(who, demo.people, room));
      await press(popup, "More");
      await waitForElement(popup, ".action-list");
      await offersJust(popup, table.roomOffers(who, demo.people, room));
      await press(popup, "Back");
    };

    it("may do with files of rooms, of the Private Room and shared ones what the tables grant", async () => {
      await files.bringToFront();
      await offersJust(files, table.sectionOffers(who));
      for (const room of DEMO_ROOMS.filter(isMember)) {
        if (room.file === undefined) continue;
        await press(files, room.isArchived ? "Archive" : "Rooms");
        await press(files, room.title);
        await holdMenu(room.file, table.roomFileOffers(who, demo.people, room));
        await offersJust(files, table.newInRoom(who, demo.people, room));
      }
      for (const file of DEMO_FILES) {
        const isOwn = file.owner === type;
        if (!isOwn && !file.sharedWith.includes(type)) continue;
        await press(files, isOwn ? "Private Room" : "Shared with me");
        await holdMenu(file.name, table.privateFileOffers(who, demo.people[file.owner]));
        if (isOwn) await offersJust(files, table.newInPrivate(who));
      }
    });

    const holdMenu = (file: string, offers: table.Offers): Promise<void> =>
      menuOffersJust(files, `Actions for “${file}”`, offers);

    it("is answered by the portal where the tables grant it, and refused elsewhere", async () => {
      const door = { ...doorOf(files, demo.server.url), sql: () => Promise.reject() };
      const isAnswered: boolean[] = [];
      const isGranted: boolean[] = [];
      const hold = async (granted: boolean, asked: Promise<Response>): Promise<void> => {
        isGranted.push(granted);
        isAnswered.push((await asked).ok);
      };
      const portal = { kind: "portal" } as const;
      await hold(can(who.subject, "viewGroups", portal).allowed, ask(door, "listGroups"));
      await hold(
        can(who.subject, "viewAllRooms", portal).allowed,
        ask(door, "listAllRooms", { params: { archived: "no" } }),
      );
      const body = { space: null, from: 0, portalFrom: 0 } as const;
      for (const room of DEMO_ROOMS.filter(({ file }) => file !== undefined)) {
        const params = { node: await nodeInRoom(demo, room) };
        const object = roomObject(demo.people, room, type);
        await hold(can(who.subject, "room:read", object).allowed, ask(door, "openFile", { params, body }));
      }
      const params = { node: await nodeInPrivate(demo, "Owner") };
      const diary = { kind: "privateItem", isSwitchedOn: true, access: null } as const;
      await hold(
        can(who.subject, "private:open", { ...diary, ownerId: demo.people.Owner.user }).allowed,
        ask(door, "openFile", { params, body }),
      );
      expect(isAnswered).toEqual(isGranted);
      expect(isGranted).toContain(false);
    });
  });
});
