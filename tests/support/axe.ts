import axe from "axe-core";
import type { Page } from "puppeteer-core";

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly target: readonly unknown[] }[];
}

type Theme = "light" | "dark";

const wear = (page: Page, theme: Theme): Promise<boolean> =>
  page
    .emulateMediaFeatures([
      { name: "prefers-color-scheme", value: theme },
      { name: "prefers-reduced-motion", value: "reduce" },
    ])
    .then(
      () => true,
      () => false,
    );

/** Firefox's driver cannot change the theme: there the page is looked at as it stands, which is light. */
const themesOf = async (page: Page): Promise<readonly Theme[]> =>
  (await wear(page, "light")) ? ["light", "dark"] : ["light"];

/** Runs in the page: nothing moves from here on, nor what is shown later. Colours on their way would be measured. */
function endMotion(): void {
  const still = new CSSStyleSheet();
  still.replaceSync(
    "*, ::before, ::after, ::backdrop { animation: none !important; transition: none !important }",
  );
  document.adoptedStyleSheets.push(still);
}

/** Runs in the page. */
function allowMotion(): void {
  document.adoptedStyleSheets.pop();
}

/** Each rule of axe-core that the page breaks in either theme, with the first element that does. The editor's own canvas is the library's. */
export async function violationsOn(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  await page.evaluate(endMotion);
  const found: string[] = [];
  for (const theme of await themesOf(page)) {
    await wear(page, theme);
    const violations = await page.evaluate(async () => {
      const { axe: engine } = globalThis as unknown as {
        axe: { run(place: object, options: object): Promise<{ violations: Violation[] }> };
      };
      const place = { exclude: [[".editor-canvas"], [".paged-editor__hidden-pm"]] };
      const result = await engine.run(place, { resultTypes: ["violations"] });
      return result.violations.map(({ id, nodes }) => `${id}: ${String(nodes[0]?.target[0])}`);
    });
    found.push(...violations.map((each) => `${theme}, ${each}`));
  }
  await page.evaluate(allowMotion);
  return found;
}
