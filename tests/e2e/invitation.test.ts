import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseBase64Url } from "../../shared/bytes.ts";
import { parsePortalOrigin } from "../../shared/ids.ts";
import { choosePassphrase, readKit, typeAskedGroups } from "../support/at-browser.ts";
import { addressOf, BROWSERS, landedOn } from "../support/browsers.ts";
import { invitationLink } from "../support/invitation-link.ts";
import { openToolbarPopup } from "../support/popup.ts";
import { emptyPortal, type Resident } from "../support/portal.ts";
import { fill, find, press, reload, sees, textOf } from "../support/screen.ts";
import { openPlace, type Place } from "../support/story-world.ts";
import { takenOver } from "../support/taken-over.ts";

describe.each(BROWSERS)("an invitation by link in %s", (name) => {
  let place: Place;
  let page: Page;
  let alice: Resident;
  let link: string;
  beforeAll(async () => {
    place = await openPlace(name);
    const { server } = place;
    const door = {
      origin: parsePortalOrigin(place.portal.url),
      fetch: (path: string, init?: RequestInit) => fetch(new URL(path, place.portal.url), init),
      sql: (text: string, ...values: unknown[]) => server.rows(text, ...values),
    };
    ({ alice } = await emptyPortal(door, parseBase64Url(server.setupToken)));
    link = await invitationLink(alice, "User");
    page = await place.at.browser.newPage();
  });
  afterAll(() => place?.close());

  it("says on the portal's page what it is and how to go on", async () => {
    await page.goto(link);
    const text = await textOf(page);
    for (const part of ["You are invited to this portal", "Download for Chrome", "Connect this portal"])
      expect(text).toContain(part);
  });

  it("is taken over once the portal is connected, and its secret leaves the address bar", async () => {
    const popup = await openToolbarPopup(place.at, page);
    await popup.press("Connect this portal");
    await landedOn(page, "welcome.html");
    await sees(page, "You are invited");
    expect(await addressOf(page)).not.toContain(link.split("#")[1]);
  });

  it("names who invites and as what, and outlives a reload", async () => {
    await reload(page);
    await sees(page, "Alice invites you to");
    await sees(page, "You get a Private Room and work in the rooms");
    expect(await place.server.rows("select count(*) as people from users")).toEqual([{ people: 1 }]);
  });

  it("leads bob through name, address, passphrase and kit", async () => {
    await press(page, "Accept the invitation");
    await fill(page, "Name", "Bob");
    await press(page, "Continue");
    await fill(page, "E-mail", "bob@example.org");
    await press(page, "Continue");
    await choosePassphrase(page);
    const kit = await readKit(page);
    await press(page, "I have it in a safe place");
    await press(page, "Continue");
    await typeAskedGroups(page, (position) => kit[position - 1] ?? "");
    await press(page, "Check");
    await sees(page, "You have joined");
    expect(await place.server.rows("select type from users order by rowid")).toEqual([
      { type: "Owner" },
      { type: "User" },
    ]);
  });

  it("ends in a Private Room of his own", async () => {
    await press(page, "Open my Private Room");
    await landedOn(page, "files.html");
    await sees(page, "Your Private Room is empty");
    await find(page, "control", "New");
  });

  it("is not used where somebody has an account, and opens nothing twice", async () => {
    const visit = await place.at.browser.newPage();
    await takenOver(visit, link, "welcome.html");
    await sees(visit, "You have an account here already");
    await visit.close();
  });

  it("put no part of its secret into what went over the line", () => {
    const secret = link.split("#")[1] ?? "";
    const sent = place.line.requests.map(({ path, headers, body }) =>
      [path, JSON.stringify(headers), body].join(" "),
    );
    expect(sent.join("\n")).not.toContain(secret.slice(-40));
  });
});
