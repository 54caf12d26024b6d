import { ArrowLeft, ChevronRight, ExternalLink, type IconNode, LogOut } from "lucide";
import { h, type JSX } from "preact";

export interface IconProps {
  readonly node: IconNode;
  readonly size?: 16 | 20 | 24 | 32;
  readonly class?: string;
}

/** They point along the line of reading, and so the other way in languages that are read from the right. */
const DIRECTIONAL: ReadonlySet<IconNode> = new Set([ArrowLeft, ChevronRight, ExternalLink, LogOut]);

/** Draws an icon of the set. It is decoration: the control around it carries the name. */
export function Icon({ node, size = 16, class: className = "" }: IconProps): JSX.Element {
  const classes = ["icon", ...(DIRECTIONAL.has(node) ? ["is-directional"] : []), className];
  return (
    <svg class={classes.join(" ").trim()} width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      {node.map(([tag, attributes], index) => h(tag, { ...attributes, key: index }))}
    </svg>
  );
}
