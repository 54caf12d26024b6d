import type { Page } from "puppeteer-core";
import { answerQuickly } from "./at-browser.ts";
import { bothOrNone } from "./both-or-none.ts";
import { type BrowserName, landedOn, launch, type TestBrowser } from "./browsers.ts";
import { openToolbarPopup } from "./popup.ts";
import { chooseFor } from "./room-page.ts";
import { find, press, sees } from "./screen.ts";
import { type AliceAtHome, openHome } from "./story-world.ts";
import { until } from "./until.ts";

/** Two browsers at once, each with keys to derive. */
export const PATIENCE_MS = 60_000;

/** Alice and Bob on one portal, each in a browser of their own. */
export interface TwoPeople {
  readonly home: AliceAtHome;
  readonly alice: Page;
  readonly bobAt: TestBrowser;
  readonly bob: Page;
  close(): Promise<void>;
}

/** Alice sets a portal up and shares a document that is in her room already; Bob joins by her link. */
export async function openTwoPeople(
  names: { readonly alice: BrowserName; readonly bob: BrowserName },
  prepare: (home: AliceAtHome) => Promise<readonly string[]>,
): Promise<TwoPeople> {
  const [home, bobAt] = await bothOrNone(openHome(names.alice), launch(names.bob));
  const close = async (): Promise<void> => {
    await Promise.all([bobAt.close(), home.close()]);
  };
  try {
    const documents = await prepare(home);
    const bob = await bobAt.browser.newPage();
    await bob.goto(await invitationLink(home.page, documents[0] ?? ""));
    await (await openToolbarPopup(bobAt, bob)).press("Connect this portal");
    await landedOn(bob, "welcome.html");
    await joinAsBob(bob);
    for (const name of documents) await shareWithBob(home.page, name);
    return { home, alice: home.page, bobAt, bob, close };
  } catch (cause) {
    await close();
    throw cause;
  }
}

async function openSharing(alice: Page, name: string): Promise<void> {
  await alice.bringToFront();
  await chooseFor(alice, name, "Share");
  await sees(alice, "People with access");
}

async function invitationLink(alice: Page, name: string): Promise<string> {
  await openSharing(alice, name);
  await press(alice, "Invite by link");
  const field = await find(alice, "field", "Invitation link");
  const link = await field.evaluate((input) => (input as HTMLInputElement).value);
  await press(alice, "Cancel");
  return link;
}

async function shareWithBob(alice: Page, name: string): Promise<void> {
  await openSharing(alice, name);
  await press(alice, "Add Bob");
  await press(alice, "Save");
  await sees(alice, "Access saved.", PATIENCE_MS);
}

/** Takes the access away again. */
export async function denyBob(alice: Page, name: string): Promise<void> {
  await openSharing(alice, name);
  await (await find(alice, "field", "Access of Bob")).select("DenyAccess");
  await press(alice, "Save");
  await sees(alice, "Access saved.", PATIENCE_MS);
}

/** Accepts what the page offers, as Bob. */
export async function joinAsBob(page: Page): Promise<void> {
  await press(page, "Accept the invitation");
  await answerQuickly(page, { name: "Bob", email: "bob@example.org" });
  await sees(page, "You have joined", PATIENCE_MS);
  await press(page, "Open my Private Room");
  await landedOn(page, "files.html");
  await until("the room", () => page.evaluate(() => document.body.innerText.includes("is empty")));
}
