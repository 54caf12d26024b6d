import type { IconNode } from "lucide";
import { h, type JSX } from "preact";

export interface IconProps {
  readonly node: IconNode;
  readonly size?: 16 | 20 | 24 | 32;
  readonly class?: string;
}

/** Draws an icon of the set. It is decoration: the control around it carries the name. */
export function Icon({ node, size = 16, class: className = "" }: IconProps): JSX.Element {
  return (
    <svg class={`icon ${className}`} width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      {node.map(([tag, attributes], index) => h(tag, { ...attributes, key: index }))}
    </svg>
  );
}
