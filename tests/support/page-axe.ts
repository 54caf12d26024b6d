import axe from "axe-core";

/** Contrast needs real layout and colours: it is looked at in the browsers. */
const RULES: axe.RunOptions = {
  rules: {
    "color-contrast": { enabled: false },
    region: { enabled: false },
    "page-has-heading-one": { enabled: false },
  },
};

/** What axe objects to in the page as it stands, a line each. */
export async function objections(): Promise<string[]> {
  document.title = "Strongroom";
  const { violations } = await axe.run(document, RULES);
  return violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(" ")}`);
}
