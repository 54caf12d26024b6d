import { h, type JSX } from "preact";

/** The name under which the grid finds the component. */
export const PRESENCE_NAME = "strongroom-presence-name";

interface PresenceNameProps {
  readonly popup: { readonly extraProps?: { readonly name?: string; readonly color?: string } };
}

/** A person's name at the cell where they are. */
export function PresenceName({ popup }: PresenceNameProps): JSX.Element {
  const { name = "", color = "" } = popup.extraProps ?? {};
  return h("span", { class: "xlsx-presence-name", style: { backgroundColor: color } }, name);
}
