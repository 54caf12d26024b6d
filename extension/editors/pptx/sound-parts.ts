/** Looks at what others may have written into the shared state by hand: what is none of ours is passed over, never thrown. */
import { Array as SharedArray, type Map as SharedMap, Text } from "yjs";
import { type FieldChanges, type FieldPath, isFields, readField } from "./field-changes.ts";
import type { Slide, SlideElement } from "./slide.ts";

/** Deeper than this the library's slides never are. */
const LEVELS_MAX = 100;

const isTooDeep = (path: FieldPath): boolean => path.split("\t").length > LEVELS_MAX;

/** A field's value as it was written; null when it is none. */
function soundField(text: unknown): { readonly value: unknown } | null {
  if (typeof text !== "string") return null;
  try {
    return { value: readField(text) };
  } catch {
    return null;
  }
}

export function changesIn(fields: SharedMap<string>, node: string): FieldChanges {
  const changes: FieldChanges = new Map();
  for (const [name, text] of fields.entries()) {
    const path = name.slice(node.length + 1);
    const field = name.startsWith(`${node}\n`) && !isTooDeep(path) ? soundField(text) : null;
    if (field === null || (path === "" && !isFields(field.value))) continue;
    changes.set(path, field.value);
  }
  return changes;
}

/** Whether somebody added this slide or element as a whole. */
export function isAdded(fields: SharedMap<string>, node: string): boolean {
  const value = soundField(fields.get(`${node}\n`))?.value;
  return isFields(value) && (node.startsWith("s\n") || typeof value.type === "string");
}

export function orderIn(
  orders: SharedMap<SharedArray<string>>,
  slideId: string,
): SharedArray<string> | undefined {
  const order: unknown = orders.get(slideId);
  return order instanceof SharedArray ? order : undefined;
}

/** The ids in an order, each once. */
export const idsIn = (order: SharedArray<string> | undefined): string[] => [
  ...new Set((order?.toArray() ?? []).filter((id: unknown) => typeof id === "string")),
];

export function textIn(texts: SharedMap<Text>, key: string): Text | undefined {
  const text: unknown = texts.get(key);
  return text instanceof Text ? text : undefined;
}

const kindOf = (value: unknown): string => (Array.isArray(value) ? "list" : typeof value);
const isSegment = (each: unknown): boolean => isFields(each) && typeof each.text === "string";

function isSound(name: string, value: unknown): boolean {
  if (name === "text") return value === undefined || typeof value === "string";
  if (name === "textSegments") return value === undefined || (Array.isArray(value) && value.every(isSegment));
  return !["x", "y", "width", "height"].includes(name) || Number.isFinite(value);
}

/** `made` without the fields whose kind is another than in the file, or that cannot be. */
function soundFields(base: unknown, made: unknown): Record<string, unknown> {
  const own = isFields(base) ? base : {};
  const fields: Record<string, unknown> = isFields(made) ? { ...made } : {};
  for (const name of new Set([...Object.keys(own), ...Object.keys(fields)])) {
    const [before, now] = [own[name], fields[name]];
    const isOther =
      before !== undefined &&
      before !== null &&
      now !== undefined &&
      now !== null &&
      kindOf(before) !== kindOf(now);
    if (!isOther && isSound(name, now)) continue;
    if (before === undefined) delete fields[name];
    else fields[name] = before;
  }
  return fields;
}

export function soundElement(id: string, base: SlideElement | undefined, made: unknown): SlideElement {
  const fields = soundFields(base, made);
  const type = typeof fields.type === "string" ? fields.type : (base?.type ?? "shape");
  return { ...fields, id, type };
}

export const soundSlide = (id: string, base: Slide | undefined, made: unknown): Slide => ({
  ...soundFields(base, made),
  id,
  elements: [],
});
