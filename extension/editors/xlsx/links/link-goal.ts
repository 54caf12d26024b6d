/** Where a link leads: to an address outside, or to a place in the workbook, as formulas name it. */
export type LinkGoal =
  | { readonly kind: "address"; readonly address: string; readonly host: string }
  | { readonly kind: "place"; readonly location: string };

/** Nothing else is ever opened: no script, no file of this computer, no program. */
const PROTOCOLS: ReadonlySet<string> = new Set(["https:", "http:", "mailto:"]);
const ADDRESS_MAX = 4096;

/** Null for what is not opened. An address that says a name before its host is made to be misread. */
function addressGoal(text: string): LinkGoal | null {
  if (text.length > ADDRESS_MAX || !URL.canParse(text)) return null;
  const { href, protocol, host, username, password } = new URL(text);
  if (!PROTOCOLS.has(protocol) || username !== "" || password !== "") return null;
  return { kind: "address", address: href, host };
}

const placeGoal = (location: string): LinkGoal | null =>
  location === "" || location.length > ADDRESS_MAX ? null : { kind: "place", location };

/** Of a link as a file or a formula says it. `target` is null where only a place is named. */
export function linkGoal(target: string | null, location?: string): LinkGoal | null {
  const outside = target?.trim() ?? "";
  if (outside === "") return placeGoal(location?.replace(/^#/, "") ?? "");
  if (outside.startsWith("#")) return placeGoal(outside.slice(1));
  return addressGoal(location === undefined ? outside : `${outside}#${location}`);
}
