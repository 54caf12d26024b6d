/**
 * What is stored of a workbook in the shared state: only what differs from the file, in six maps at the top of the
 * document, so that no two people ever create the same map. Each entry is read with suspicion: it may come from a
 * member's patched program, and what cannot be understood counts as absent.
 */
import type { Doc, Map as YMap } from "yjs";
import type { Border, CellValue, StyleAttribute } from "../package/workbook.ts";
import { isRun, type Run } from "./runs.ts";

/** Insertions stay where they are even when undone, so they lie outside what undo looks at. */
export const MAPS = ["births", "marks", "cells", "lines", "merges", "sheets"] as const;
export type MapName = (typeof MAPS)[number];

export type SharedMaps = Readonly<Record<MapName, YMap<unknown>>>;

export function sharedMaps(doc: Doc): SharedMaps {
  const of = (name: MapName): YMap<unknown> => doc.getMap(`xlsx.${name}`);
  return {
    births: of("births"),
    marks: of("marks"),
    cells: of("cells"),
    lines: of("lines"),
    merges: of("merges"),
    sheets: of("sheets"),
  };
}

/** Ids hold no "|", so keys can be cut again. */
export const keyOf = (...parts: readonly string[]): string => parts.join("|");
export const partsOf = (key: string): readonly string[] => key.split("|");

/** `[flags, sheet, row, column, row, column]`; see stored-formula.ts. */
export type StoredReference = readonly (string | number)[];
export type StoredPiece = string | StoredReference;

export interface StoredFormula {
  readonly f: readonly StoredPiece[];
}

export type StoredContent = CellValue | StoredFormula;

const isPiece = (piece: unknown): piece is StoredPiece =>
  typeof piece === "string" ||
  (Array.isArray(piece) &&
    typeof piece[0] === "number" &&
    piece.slice(1).every((each) => typeof each === "string"));

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Undefined for what is no content. */
export function parseContent(value: unknown): StoredContent | undefined {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : undefined;
  if (!isRecord(value) || !Array.isArray(value.f) || !value.f.every(isPiece)) return undefined;
  return { f: value.f };
}

export const isFormula = (content: StoredContent | undefined): content is StoredFormula =>
  typeof content === "object" && content !== null;

const COLOR = /^#[0-9A-Fa-f]{6}$/;
const CONTROLS = /[\p{Cc}\ufffe\uffff]/u;
const isText = (value: unknown): boolean =>
  typeof value === "string" && value.length <= 255 && !CONTROLS.test(value);
const isColor = (value: unknown): boolean => typeof value === "string" && COLOR.test(value);
const isBorder = (value: unknown): value is Border =>
  isRecord(value) && isText(value.style) && isColor(value.color);
const isTrue = (value: unknown): boolean => value === true;
const between =
  (low: number, high: number) =>
  (value: unknown): boolean =>
    typeof value === "number" && value >= low && value <= high;
const oneOf =
  (...words: readonly string[]) =>
  (value: unknown): boolean =>
    typeof value === "string" && words.includes(value);

const HORIZONTAL = [
  "left",
  "center",
  "right",
  "fill",
  "justify",
  "centerContinuous",
  "distributed",
  "general",
];

const STYLE_CHECKS: Readonly<Record<StyleAttribute, (value: unknown) => boolean>> = {
  fontName: isText,
  fontSize: between(1, 409),
  isBold: isTrue,
  isItalic: isTrue,
  underline: oneOf("single", "double"),
  isStruck: isTrue,
  color: isColor,
  script: oneOf("superscript", "subscript"),
  fill: isColor,
  borderTop: isBorder,
  borderRight: isBorder,
  borderBottom: isBorder,
  borderLeft: isBorder,
  numberFormat: isText,
  horizontal: oneOf(...HORIZONTAL),
  vertical: oneOf("top", "center", "bottom", "justify", "distributed"),
  wraps: isTrue,
  rotation: between(-90, 255),
  indent: between(0, 250),
};

export const isAttribute = (name: string): name is StyleAttribute => Object.hasOwn(STYLE_CHECKS, name);

/** `null` takes the attribute back to the workbook's default. */
export const isStyleValue = (attribute: StyleAttribute, value: unknown): boolean =>
  value === null || STYLE_CHECKS[attribute](value);

export interface StoredBirth {
  readonly after: string;
  readonly count: number;
  readonly time: number;
  /** The record whose looks the new lines take; "" for none. */
  readonly like: string;
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

export function parseBirth(value: unknown): StoredBirth | null {
  if (!isRecord(value)) return null;
  const { after, count, time, like } = value;
  if (typeof after !== "string" || typeof like !== "string" || !isCount(time)) return null;
  return isRun(["", 0, count]) && isCount(count) ? { after, count, time, like } : null;
}

const runList = (value: unknown): readonly Run[] | null =>
  Array.isArray(value) && value.every(isRun) ? value : null;

export function parseDeath(value: unknown): { slots: readonly Run[]; records: readonly Run[] } | null {
  const slots = isRecord(value) ? runList(value.slots) : null;
  const records = isRecord(value) ? runList(value.records) : null;
  return slots === null || records === null ? null : { slots, records };
}

export function parseMove(value: unknown): { time: number; records: readonly Run[] } | null {
  if (!isRecord(value)) return null;
  const records = runList(value.records);
  return records === null || !isCount(value.time) ? null : { time: value.time, records };
}
