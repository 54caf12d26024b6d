/** What others may have written into the shared state by hand: looked at before it is believed. */
import type { Comment } from "@eigenpal/docx-editor-core/types/content";

/** A header or footer that somebody added: those of the file itself are not listed. `null` for one that was taken away. */
export interface AddedMargin {
  readonly kind: "header" | "footer";
  readonly pages: "default" | "first" | "even";
  /** Name of its part inside the package's main folder. */
  readonly target: string;
}

export const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> | null =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : null;

export const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 0;

const isTextOrNothing = (value: unknown): boolean => value === undefined || typeof value === "string";

function isParagraph(value: unknown): boolean {
  const paragraph = fieldsOf(value);
  if (paragraph?.type !== "paragraph" || !Array.isArray(paragraph.content)) return false;
  return paragraph.content.every((each) => typeof fieldsOf(each)?.type === "string");
}

/** A thread's comment or reply, under its own number. */
export function isComment(value: unknown, key: string): value is Comment {
  const comment = fieldsOf(value);
  if (comment === null || !Number.isSafeInteger(comment.id) || String(comment.id) !== key) return false;
  const { author, initials, date, content, parentId, done } = comment;
  return (
    typeof author === "string" &&
    [initials, date].every(isTextOrNothing) &&
    Array.isArray(content) &&
    content.every(isParagraph) &&
    (parentId === undefined || Number.isSafeInteger(parentId)) &&
    (done === undefined || typeof done === "boolean")
  );
}

const KINDS: readonly unknown[] = ["header", "footer"];
const PAGES: readonly unknown[] = ["default", "first", "even"];
/** In the name of a part, what leads out of the main folder. */
const ELSEWHERE = /\.\.|[:\\?#]|^\//;

/** A header or footer that was added, or null for one that was taken away. */
export function isAddedMargin(value: unknown): value is AddedMargin | null {
  if (value === null) return true;
  const margin = fieldsOf(value);
  if (margin === null || typeof margin.target !== "string") return false;
  return KINDS.includes(margin.kind) && PAGES.includes(margin.pages) && !ELSEWHERE.test(margin.target);
}

const NUMBERS =
  /^(page(Width|Height)|margin(Top|Bottom|Left|Right)|(header|footer)Distance|gutter|column(Count|Space)|footnoteColumns|paperSrc(First|Other))$/;
const OBJECTS = new Set(["lineNumbers", "pageBorders", "background", "footnotePr", "endnotePr", "docGrid"]);

const isReference = (value: unknown): boolean =>
  typeof fieldsOf(value)?.rId === "string" && PAGES.includes(fieldsOf(value)?.type);

/** One property of the page set-up; null for one that was taken away. */
export function isPageValue(key: string, value: unknown): boolean {
  if (value === null) return true;
  if (NUMBERS.test(key)) return Number.isFinite(value);
  if (OBJECTS.has(key)) return fieldsOf(value) !== null;
  if (key === "columns") return Array.isArray(value) && value.every((each) => fieldsOf(each) !== null);
  if (key.endsWith("References")) return Array.isArray(value) && value.every(isReference);
  return ["string", "boolean", "number"].includes(typeof value);
}

/** A watermark, or null for none. */
export function isWatermark(value: unknown): boolean {
  if (value === null) return true;
  const { kind, text, font, color, scale, dataUrl } = fieldsOf(value) ?? {};
  if (kind === "text") return [text, font, color].every((each) => typeof each === "string");
  if (kind !== "picture" || !Number.isFinite(scale)) return false;
  return dataUrl === undefined || (typeof dataUrl === "string" && dataUrl.startsWith("data:"));
}
