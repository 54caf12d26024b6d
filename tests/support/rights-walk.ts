import type { Page } from "puppeteer-core";
import { deriveInviteKey, parseInviteFragment } from "../../shared/crypto/invite.ts";
import { parsePortalOrigin } from "../../shared/ids.ts";
import type { Door } from "./ask.ts";
import { type BrowserName, openPage } from "./browsers.ts";
import { askWith, comeIn, type Portal } from "./portal.ts";
import { find, press, reload, sees, withText } from "./screen.ts";
import { type AliceAtHome, openHome } from "./story-world.ts";
import { until } from "./until.ts";

/** alice, who owns the portal, goes through the access-rights table in her popup; the others come by the links she makes. */
export interface RightsWalk extends AliceAtHome {
  /** The popup as a page. */
  readonly popup: Page;
}

export async function openWalk(name: BrowserName): Promise<RightsWalk> {
  const home = await openHome(name);
  const popup = await openPage(home.at, `popup.html#${new URLSearchParams({ origin: home.portal.url })}`);
  await find(popup, "field", "Which rooms");
  return Object.assign(home, { popup });
}

/** Somebody joins by a link with a client of his own. */
export async function joinByLink({ portal: { url }, server }: AliceAtHome, sent: string, name: string) {
  const { portal: id, head, invitation, seed } = parseInviteFragment(new URL(sent).hash.slice(1));
  const { inviteKey: key, invitePublic } = await deriveInviteKey({ portal: id, invitation, seed });
  const link = { invitation, key, invitePublic };
  const door: Door = {
    origin: parsePortalOrigin(url),
    fetch: (path, init) => fetch(new URL(path, url), init),
    sql: (text, ...values) => server.rows(text, ...values),
  };
  const portal: Portal = { door, portal: id, head };
  const shown = (await (await askWith(portal, link)).json()) as Pick<Portal, "head">;
  return comeIn(Object.assign(portal, { head: shown.head }), link, name);
}

/** Fills in the form of an invitation that is open; gives the link and stands on it. */
export async function makeLink(popup: Page, type: string): Promise<string> {
  await pick(popup, "User type", type);
  await press(popup, "Make a link");
  const field = await find(popup, "field", "Invitation link");
  const link = await field.evaluate((input) => (input as HTMLInputElement).value);
  await press(popup, "Done");
  return link;
}

/** Presses the line of a list that holds these words. */
export async function pressRow(page: Page, words: string): Promise<void> {
  const isPressed = () =>
    page.evaluate((wanted) => {
      const rows = [...document.querySelectorAll<HTMLElement>("[data-row]:not([aria-disabled=true])")];
      const row = rows.find(({ innerText }) => innerText.replace(/[\u2068\u2069]/g, "").includes(wanted));
      row?.click();
      return row !== undefined;
    }, words);
  await until(() => withText(page, `the row “${words}”`), isPressed);
}

/** What the lines of the list in sight say. */
export const rowsOf = (page: Page): Promise<string> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("[data-row]")]
      .map(({ innerText }) => innerText.replace(/[\u2068\u2069]/g, ""))
      .join("\n"),
  );

/** What the first line says that has these words; nothing where none has. */
export const rowWith = async (page: Page, words: string): Promise<string> =>
  page.evaluate((wanted) => {
    const rows = [...document.querySelectorAll<HTMLElement>("[data-row]")];
    return rows.map(({ innerText }) => innerText).find((text) => text.includes(wanted)) ?? "";
  }, words);

/** Chooses from the field with this label what has these words, once it is offered. */
export async function pick(page: Page, label: string, words: string): Promise<void> {
  await until(`“${words}” in “${label}”`, async () => {
    const field = await find(page, "field", label);
    const value = await field.evaluate((select, wanted) => {
      const options = [...(select as HTMLSelectElement).options];
      return options.find(({ text }) => text.replace(/[\u2068\u2069]/g, "") === wanted)?.value;
    }, words);
    if (value !== undefined) await field.select(value);
    return value !== undefined;
  });
}

/** Answers the question that is asked. */
export async function confirm(page: Page, question: string, action: string): Promise<void> {
  await sees(page, question);
  await press(page, action);
  await until(`the end of “${question}”`, () =>
    page.evaluate(() => document.querySelector("dialog[open]") === null),
  );
}

/** The popup as it is when it is opened anew: on its list of rooms. */
export async function anew(popup: Page, tab?: "People"): Promise<void> {
  await reload(popup);
  await find(popup, "field", "Which rooms");
  if (tab) await press(popup, tab);
}
