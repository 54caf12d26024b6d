import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { PopupPage } from "../../../../extension/pages/popup/PopupPage.tsx";
import { portalRecord } from "../../../../extension/vault/records.ts";
import { parsePortalOrigin } from "../../../../shared/ids.ts";
import { memory } from "../../../support/memory-browser.ts";
import { objections } from "../../../support/page-axe.ts";
import { clear, find, show } from "../../../support/show.tsx";
import { until } from "../../../support/until.ts";

const origin = parsePortalOrigin("https://portal.example.org");

beforeEach(() => memory.reset());
afterEach(clear);

const says = (words: string) => until(words, async () => document.body.textContent?.includes(words) === true);

describe("the popup", () => {
  it("tells a stranger what to do on a page that is no portal", async () => {
    memory.activeTab = "https://news.example.org/";
    show(<PopupPage />);
    await says("No portal connected yet");
    expect(await objections()).toEqual([]);
  });

  it("offers to connect the portal in the tab, by its host, and asks for nothing by itself", async () => {
    memory.activeTab = `${origin}/private`;
    memory.isPortal = true;
    show(<PopupPage />);
    await says("Connect this portal?");
    expect(find("[data-testid=connect]").textContent).toContain("portal.example.org");
    expect([...memory.granted]).toEqual([]);
    expect(await objections()).toEqual([]);
  });

  it("believes no page that speaks plain HTTP from afar", async () => {
    memory.activeTab = "http://portal.example.org/private";
    memory.isPortal = true;
    show(<PopupPage />);
    await says("No portal connected yet");
  });

  it("leads to signing in when the portal is connected and nobody is known there", async () => {
    await portalRecord(origin).write({ origin, portal: null, account: null });
    memory.activeTab = `${origin}/`;
    show(<PopupPage />);
    await says("Open your account on this device");
    expect(await objections()).toEqual([]);
  });
});
