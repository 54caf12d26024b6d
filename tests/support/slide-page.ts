import type { Page } from "puppeteer-core";
import { landedOn } from "./browsers.ts";
import { until } from "./until.ts";

/** An open presentation, as alice sees it. Settles when its first slide is drawn. */
export async function slideStands(page: Page): Promise<void> {
  await landedOn(page, "editor.html");
  await until("the first slide", () =>
    page.evaluate(
      () =>
        document.querySelector("[data-pptx-element]") !== null &&
        document.querySelector("[data-testid=loading]") === null,
    ),
  );
}
