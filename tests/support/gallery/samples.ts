import type { FileItem } from "../../../extension/ui/files/file-item.ts";
import { kindOfName } from "../../../extension/ui/files/file-item.ts";
import type { MenuEntry } from "../../../extension/ui/overlays/menu-entry.ts";
import type { Transfer } from "../../../extension/ui/states/transfer.ts";

/** For callbacks that a scene has no use for. */
export const nothing = (): void => {};

/** 2026-11-22 15:30 UTC: every sample is told from here. */
export const NOW_MS = Date.UTC(2026, 10, 22, 15, 30);
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Names that mallory would choose (attack A68). */
export const HOSTILE_NAMES: readonly string[] = [
  "constructor",
  "__proto__",
  "toString",
  "invoice\u202excod.exe",
  "\u2067\u202e.docx",
  "<img src=x onerror=alert(1)>.docx",
  "../../etc/passwd",
  "a\u0000b\u0007c.docx",
  "two\nlines\u2028here.docx",
  "zero\u200bwidth\ufeff.docx",
  "👩‍👩‍👧‍👦🏳️‍🌈.docx",
  "عقد الإيجار.docx",
  "חוזה שכירות.pdf",
  "z̸̡̢̛͙̞a̶̧̛͕l̴̨̛g̷̡̛o̸.docx",
  " ",
  `${"x".repeat(10_000)}.docx`,
];

export function fileItem(id: string, name: string, over: Partial<FileItem<string>> = {}): FileItem<string> {
  return {
    id,
    name,
    kind: kindOfName(name),
    sizeBytes: 24_600,
    changedAtMs: NOW_MS - HOUR_MS,
    changedBy: "Alice Winter",
    state: { kind: "ready" },
    ...over,
  };
}

export const FILES: readonly FileItem<string>[] = [
  fileItem("n1", "Contracts", { kind: "folder", sizeBytes: null, changedAtMs: NOW_MS - 3 * DAY_MS }),
  fileItem("n2", "Family", {
    kind: "folder",
    sizeBytes: null,
    changedAtMs: NOW_MS - 40 * DAY_MS,
    changedBy: "Bob Sommer",
  }),
  fileItem("n3", "Annual accounts 2026.xlsx", { sizeBytes: 1_340_000, changedAtMs: NOW_MS - 2 * HOUR_MS }),
  fileItem("n4", "Lease for the flat in the Lindenstraße, second draft with remarks of the lawyer.docx", {
    href: "#file",
    changedAtMs: NOW_MS - 26 * HOUR_MS,
    changedBy: "Bob Sommer",
  }),
  fileItem("n5", "Board meeting.pptx", { sizeBytes: 8_912_000, state: { kind: "pending" } }),
  fileItem("n6", "Passport scan.pdf", { sizeBytes: 402_000, changedAtMs: NOW_MS - 700 * DAY_MS }),
  fileItem("n7", "IMG_2041.jpg", { sizeBytes: 3_210_000, changedAtMs: NOW_MS - 12 * DAY_MS }),
  fileItem("n8", "backup.tar.gz", { sizeBytes: 2_147_483_648, changedAtMs: NOW_MS - 90 * DAY_MS }),
  fileItem("n9", "", { kind: "other", state: { kind: "damaged", code: "CIPHERTEXT_DAMAGED" } }),
];

export const MENU: readonly MenuEntry[] = [
  { kind: "item", id: "open", label: "Open", shortcut: "Enter", onSelect() {} },
  { kind: "item", id: "rename", label: "Rename", shortcut: "F2", onSelect() {} },
  { kind: "item", id: "move", label: "Move to…", onSelect() {} },
  { kind: "item", id: "history", label: "Version history", isDisabled: true, onSelect() {} },
  { kind: "separator" },
  { kind: "item", id: "delete", label: "Delete", shortcut: "Delete", isDanger: true, onSelect() {} },
];

export const TRANSFERS: readonly Transfer[] = [
  {
    id: "t1",
    name: "Annual accounts 2026.xlsx",
    direction: "up",
    doneBytes: 812_000,
    totalBytes: 1_340_000,
    state: { kind: "running", bytesPerSecond: 412_000, remainingMs: 2_000 },
  },
  {
    id: "t2",
    name: "holiday film.mp4",
    direction: "up",
    doneBytes: 120_000_000,
    totalBytes: 2_147_483_648,
    state: { kind: "running", bytesPerSecond: 6_400_000, remainingMs: 316_000 },
  },
  {
    id: "t3",
    name: "IMG_2041.jpg",
    direction: "up",
    doneBytes: 0,
    totalBytes: 3_210_000,
    state: { kind: "waiting" },
  },
  {
    id: "t4",
    name: "Passport scan.pdf",
    direction: "up",
    doneBytes: 200_000,
    totalBytes: 402_000,
    state: { kind: "failed", code: "OFFLINE" },
  },
  {
    id: "t5",
    name: "Lease.docx",
    direction: "up",
    doneBytes: 24_600,
    totalBytes: 24_600,
    state: { kind: "done" },
  },
  {
    id: "t6",
    name: "Old.docx",
    direction: "up",
    doneBytes: 1_000,
    totalBytes: null,
    state: { kind: "cancelled" },
  },
];

export const KIT_GROUPS: readonly string[] = [
  "7K4M",
  "Q2ZD",
  "XW9H",
  "3TRB",
  "N5CE",
  "VJ8P",
  "G6YA",
  "M1SF",
  "H4KQ",
  "2DZW",
];

/** A pattern that looks like a QR code; nobody scans the gallery. */
export const QR: readonly (readonly boolean[])[] = Array.from({ length: 29 }, (_, y) =>
  Array.from(
    { length: 29 },
    (_, x) => isFinder(x, y) || ((x * 7 + y * 13 + x * y) % 5 < 2 && !isCorner(x, y)),
  ),
);

function isCorner(x: number, y: number): boolean {
  return (x < 8 && y < 8) || (x > 20 && y < 8) || (x < 8 && y > 20);
}

function isFinder(x: number, y: number): boolean {
  if (!isCorner(x, y)) return false;
  const ring = Math.max(Math.abs((x > 20 ? 28 - x : x) - 3), Math.abs((y > 20 ? 28 - y : y) - 3));
  return ring < 2 || ring === 3;
}
