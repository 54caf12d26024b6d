/** For properties that the original does not spell out, because a style says the same. */
import type { MergeContext } from "./merge-context.ts";
import { nameAt, prefixOf } from "./transplant.ts";
import { escapeAttribute } from "./xml-text.ts";
import type { XmlElement } from "./xml-tree.ts";

/** A switch turned off against the style that turns it on. */
export function switchedOff(element: XmlElement, at: XmlElement): string {
  const name = nameAt(at, element);
  const prefix = prefixOf(name);
  return `<${name} ${prefix === "" ? "" : `${prefix}:`}val="0"/>`;
}

const rankIn = (order: readonly string[], local: string): number => {
  const rank = order.indexOf(local);
  return rank < 0 ? order.length : rank;
};

function newChildren(context: MergeContext, before: XmlElement, after: XmlElement, at: XmlElement) {
  const { prints, rules } = context;
  const known = new Set(before.elements.map((child) => prints.of(child)));
  const kept = new Set(after.elements.map(({ key }) => key));
  const added = after.elements
    .filter((child) => !known.has(prints.of(child)))
    .map((child) => ({ local: child.local, text: context.transplant(child, at) }));
  const off = before.elements
    .filter(({ key }) => rules.switches.has(key) && !kept.has(key))
    .map((child) => ({ local: child.local, text: switchedOff(child, at) }));
  return [...added, ...off];
}

/** An element with only what after has and before has not; null when that is nothing. */
export function propertyDelta(
  context: MergeContext,
  before: XmlElement,
  after: XmlElement,
  at: XmlElement,
): string | null {
  const order = context.rules.order[after.local] ?? [];
  const was = context.prints.attributes(before);
  const now = context.prints.attributes(after);
  const attributes = after.attributes
    .filter(({ key }) => now.has(key) && was.get(key) !== now.get(key))
    .map(({ name, value }) => ` ${name}="${escapeAttribute(value)}"`);
  const children = newChildren(context, before, after, at);
  if (attributes.length + children.length === 0) return null;
  children.sort((a, b) => rankIn(order, a.local) - rankIn(order, b.local));
  const inside = children.map(({ text }) => text).join("");
  const name = nameAt(at, after);
  return `<${name}${attributes.join("")}${inside === "" ? "/>" : `>${inside}</${name}>`}`;
}
