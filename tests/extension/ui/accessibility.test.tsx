import axe from "axe-core";
import { afterEach, describe, expect, it } from "vitest";
import { createLocale } from "../../../extension/ui/locale.ts";
import { loadLocale } from "../../../extension/ui/strings/load-locale.ts";
import { SCENES } from "../../support/gallery/scenes.tsx";
import { clear, findAll, show } from "../../support/show.tsx";

const arabic = await loadLocale("ar");

/** Contrast needs real layout and colours: it is looked at in the browsers. Frames around a part belong to its page. */
const RULES: axe.RunOptions = {
  rules: {
    "color-contrast": { enabled: false },
    region: { enabled: false },
    "landmark-one-main": { enabled: false },
    "page-has-heading-one": { enabled: false },
  },
};

describe("every component in every state", () => {
  afterEach(clear);

  it.each(Object.entries(SCENES))(
    "has nothing that axe objects to: %s",
    { timeout: 30_000 },
    async (_, Scene) => {
      document.title = "Strongroom";
      show(<Scene />);
      const { violations } = await axe.run(document, RULES);
      expect(violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(" ")}`)).toEqual(
        [],
      );
    },
  );

  it.each(Object.entries(SCENES))("names every control: %s", (_, Scene) => {
    show(<Scene />, createLocale("ar", arabic));
    const nameless = findAll("button, input:not([type=hidden]), select, a[href]").filter(
      (control) => !nameOf(control),
    );
    expect(nameless.map((control) => control.outerHTML)).toEqual([]);
  });
});

function nameOf(control: HTMLElement): string {
  const label = control.id === "" ? null : document.querySelector(`label[for="${control.id}"]`);
  const around = control.closest("label");
  return (
    control.getAttribute("aria-label") ??
    label?.textContent ??
    around?.textContent ??
    control.textContent ??
    ""
  ).trim();
}
