import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { OptionsPage } from "../../../../extension/pages/options/OptionsPage.tsx";
import { readSettings } from "../../../../extension/vault/settings.ts";
import { memory } from "../../../support/memory-browser.ts";
import { objections } from "../../../support/page-axe.ts";
import { clear, during, find, findAll, show } from "../../../support/show.tsx";
import { until } from "../../../support/until.ts";

beforeEach(() => memory.reset());
afterEach(clear);

const shown = (selector: string) => until(selector, async () => document.querySelector(selector));

function choose(select: HTMLElement, value: string): void {
  during(() => {
    if (select instanceof HTMLSelectElement) select.value = value;
    select.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

describe("options", () => {
  it("keep each change at once", async () => {
    show(<OptionsPage />);
    await shown("[data-testid=settings]");
    const [idle, theme] = findAll("select");
    choose(idle!, "5");
    await until("five minutes", async () => (await readSettings()).idleMinutes === 5);
    choose(theme!, "dark");
    await until("the theme", async () => document.documentElement.dataset.theme === "dark");
    expect(await readSettings()).toMatchObject({ idleMinutes: 5, theme: "dark" });
  });

  it("speak the chosen language without a reload, from right to left where it is written so", async () => {
    show(<OptionsPage />);
    await shown("[data-testid=settings]");
    choose(findAll("select")[2]!, "ar");
    await shown("html[dir=rtl]");
    expect(find("h1").textContent).not.toBe("Options");
  });

  it("say so when no portal is connected, and have nothing that axe objects to", async () => {
    show(<OptionsPage />);
    await shown("[data-testid=settings]");
    expect(document.body.textContent).toContain("No portal connected yet");
    expect(await objections()).toEqual([]);
  });
});
