import { parsePortalOrigin, type UserId } from "../../shared/ids.ts";
import type { UserType } from "../../shared/rights/user-types.ts";
import { blank, docx } from "./documents.ts";
import { fixedPassphrase, randomPassphrase } from "./passphrase.ts";
import type { Identity } from "./person.ts";

/** People, rooms and documents of the demo, all made by the extension's own code as its people would make them. */

type Browser = typeof import("./person.ts");

export interface DemoPerson extends Identity {
  readonly type: UserType;
  readonly kit: string;
}

/** All that somebody in front of the demo has to know. */
export interface Demo {
  readonly people: readonly DemoPerson[];
  /** Nobody has used it yet. */
  readonly invitation: string;
}

export interface DemoOptions {
  readonly url: string;
  readonly setupToken: string;
  /** The same passphrases each time. Kits are random always. */
  readonly isFixed: boolean;
  readonly onStep: (sentence: string) => void;
}

interface Resident extends DemoPerson {
  readonly user: UserId;
  readonly browser: Browser;
}

const NAMES = {
  Owner: "Alice Arden",
  DocSpaceAdmin: "David Dale",
  RoomAdmin: "Rosa Reed",
  User: "Bob Birch",
  Guest: "Gwen Gray",
} as const satisfies Record<UserType, string>;
const TYPES = Object.keys(NAMES) as UserType[];

/** A browser of one's own, see own-modules.ts. */
const openBrowser = (type: UserType): Promise<Browser> => import(`./person.ts?of=${type}`);

function identityOf(type: UserType, isFixed: boolean): Identity {
  const name = NAMES[type];
  const email = `${name.split(" ")[0]?.toLowerCase()}@example.org`;
  return { name, email, passphrase: isFixed ? fixedPassphrase(TYPES.indexOf(type)) : randomPassphrase() };
}

/** Fills an empty portal; under a minute on an idle machine. */
export async function tellStory(options: DemoOptions): Promise<Demo> {
  const { url, onStep } = options;
  onStep("People: an Owner, a DocSpace admin, a Room admin and a User …");
  const alice = await createOwner(options);
  const joined = (type: "DocSpaceAdmin" | "RoomAdmin" | "User") => joinByLink(options, alice, { type });
  const [david, rosa, bob] = [await joined("DocSpaceAdmin"), await joined("RoomAdmin"), await joined("User")];
  const team = { alice, david, rosa, bob };
  onStep("Rooms with members, and a Guest who comes to one of them …");
  await fillPrivateRooms(url, team);
  const gwen = await makeContracts(options, team);
  await makeOtherRooms(url, team);
  const origin = parsePortalOrigin(url);
  const pending = { origin, type: "User", email: "carol@example.org", days: 7 } as const;
  const { link } = await alice.browser.use.invite(pending);
  for (const each of [alice, david, rosa, bob, gwen]) await each.browser.use.keepUp(origin);
  return { people: [alice, david, rosa, bob, gwen].map(toDemoPerson), invitation: link };
}

const toDemoPerson = ({ type, name, email, passphrase, kit }: Resident): DemoPerson => ({
  ...{ type, name, email, passphrase, kit },
});

async function createOwner({ url, setupToken, isFixed }: DemoOptions): Promise<Resident> {
  const [browser, identity] = [await openBrowser("Owner"), identityOf("Owner", isFixed)];
  const person = await browser.become(url, identity, setupToken);
  await browser.use.keepUp(parsePortalOrigin(url));
  return { type: "Owner", ...identity, ...person, browser };
}

type Invited = Omit<Parameters<Browser["use"]["invite"]>[0], "origin" | "email" | "days">;

async function joinByLink(
  { url, isFixed }: DemoOptions,
  host: Resident,
  invited: Invited,
): Promise<Resident> {
  const { type } = invited;
  const [browser, identity] = [await openBrowser(type), identityOf(type, isFixed)];
  const { email } = identity;
  const { link } = await host.browser.use.invite({
    ...invited,
    origin: parsePortalOrigin(url),
    email,
    days: 7,
  });
  return { type, ...identity, ...(await browser.join(url, identity, link)), browser };
}

type Team = Readonly<Record<"alice" | "david" | "rosa" | "bob", Resident>>;

async function fillPrivateRooms(url: string, { alice, rosa, bob }: Team): Promise<void> {
  const origin = parsePortalOrigin(url);
  const letter = await docx("Offer letter.docx", "par-known-styles", "Dear Bob, this is our offer.");
  const node = await alice.browser.add(url, null, letter);
  await alice.browser.use.saveSharing({ origin, node, give: [bob.user], deny: [] });
  await alice.browser.add(url, null, await docx("Diary.docx", "doc-word-default-blank", "For me alone."));
  await alice.browser.add(url, null, blank("Budget.xlsx", "xlsx"));
  const plan = await bob.browser.add(
    url,
    null,
    await docx("Plan.docx", "tbl-2x2-table", "What we do first."),
  );
  await bob.browser.use.saveSharing({ origin, node: plan, give: [alice.user, rosa.user], deny: [] });
}

/** Rosa's room, with a Guest who came by a link of it. */
async function makeContracts(options: DemoOptions, { rosa, bob }: Team): Promise<Resident> {
  const { url } = options;
  const origin = parsePortalOrigin(url);
  const members = [{ user: bob.user, level: "Editor" as const }];
  const about = { title: "Contracts", colour: 3, roomType: "Collaboration" as const };
  const space = await rosa.browser.use.createRoom({ origin, ...about, members });
  await rosa.browser.add(url, space, await docx("Lease.docx", "par-alignment", "The lease begins in May."));
  await rosa.browser.add(url, space, await docx("Terms.docx", "having-images", "Terms of delivery."));
  await rosa.browser.add(url, space, blank("Prices.xlsx", "xlsx"));
  const gwen = await joinByLink(options, rosa, { type: "Guest", room: { space, level: "Viewer" } });
  await rosa.browser.use.keepUp(origin);
  return gwen;
}

async function makeOtherRooms(url: string, { alice, david, rosa, bob }: Team): Promise<void> {
  const origin = parsePortalOrigin(url);
  const legal = [rosa.user, bob.user];
  const group = await alice.browser.use.createGroup({ origin, name: "Legal", members: legal });
  const board = await alice.browser.use.createRoom({
    ...{ origin, title: "Board", colour: 1, roomType: "VirtualDataRoom", isDownloadDenied: true },
    members: [
      { user: david.user, level: "RoomManager" },
      { user: bob.user, level: "Viewer" },
    ],
  });
  await alice.browser.add(url, board, await docx("Minutes.docx", "num-having-numbering-part", "Minutes."));
  const launch = { origin, title: "Launch", colour: 5, roomType: "Custom", members: [] } as const;
  const space = await david.browser.use.createRoom(launch);
  await david.browser.use.admitGroup({ origin, space, group, level: "Reviewer" });
  await david.browser.add(url, space, blank("Slides.pptx", "pptx"));
  await rosa.browser.use.createRoom({
    ...{ origin, title: "Applications", colour: 6, roomType: "FormFilling" },
    members: [{ user: bob.user, level: "FormFiller" }],
  });
  await archiveOldRoom(url, { alice, rosa });
}

async function archiveOldRoom(url: string, { alice, rosa }: Pick<Team, "alice" | "rosa">): Promise<void> {
  const origin = parsePortalOrigin(url);
  const members = [{ user: rosa.user, level: "ContentCreator" as const }];
  const about = { title: "Last year", colour: 0, roomType: "Collaboration" as const };
  const space = await alice.browser.use.createRoom({ origin, ...about, members });
  await alice.browser.add(url, space, await docx("Summary.docx", "hdr-header-footer", "The year in short."));
  await alice.browser.use.archiveRoom({ origin, space });
}
