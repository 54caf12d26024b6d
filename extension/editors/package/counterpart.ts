import type { MergeContext } from "./merge-context.ts";
import type { XmlElement } from "./xml-tree.ts";

/** Elements like `sought` below `parent`, not looking into one another. */
function sameKind(parent: XmlElement, sought: XmlElement): XmlElement[] {
  return parent.elements.flatMap((child) => (child.key === sought.key ? [child] : sameKind(child, sought)));
}

/** The one at the same place among equals, when there are as many equals on both sides. */
function byPlace(found: readonly XmlElement[], equals: readonly XmlElement[], sought: XmlElement) {
  return found.length === equals.length ? (found[equals.indexOf(sought)] ?? null) : null;
}

/**
 * Finds `sought`, a child of the library's save, deeper inside the original: libraries drop wrappers such as content
 * controls. By name, else by text, else by place.
 */
export function deepCounterpart(
  { matcher }: MergeContext,
  original: XmlElement,
  sought: XmlElement,
): XmlElement | null {
  const found = sameKind(original, sought);
  const siblings = sought.parent?.elements.filter(({ key }) => key === sought.key) ?? [];
  const name = matcher.identityOf(sought);
  const named = name === null ? [] : found.filter((each) => matcher.identityOf(each) === name);
  if (named.length === 1) return named[0] ?? null;
  const text = matcher.textOf(sought);
  const alike = (list: readonly XmlElement[]): XmlElement[] =>
    text === "" ? [] : list.filter((each) => matcher.textOf(each) === text);
  const same = alike(found);
  if (same.length === 1) return same[0] ?? null;
  return byPlace(same, alike(siblings), sought) ?? byPlace(found, siblings, sought);
}
