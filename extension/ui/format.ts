export interface Formats {
  number(value: number): string;
  /** `0.42` as "42 %". */
  percent(share: number): string;
  /** Bytes in the unit a person would choose: "12 bytes", "1.4 MB" (powers of 1000, as file managers show). */
  size(bytes: number): string;
  /** Bytes a second. */
  speed(bytesPerSecond: number): string;
  /** A span of time in its two largest units, or "1 sec" at least. */
  duration(ms: number): string;
  /** When something changed, as short as clear: the time today, the day this year, else the date. */
  changed(atMs: number, nowMs: number): string;
  /** Date and time in full. */
  moment(atMs: number): string;
  /** Hours and minutes. */
  time(atMs: number): string;
  /** The date in full. */
  date(atMs: number): string;
}

const SIZE_UNITS = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;
const NO_TIME = "—";
const SPAN_UNITS = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1_000],
] as const;

/** All numbers, sizes and times of one language. `timeZone` is for tests; without it the machine's own is used. */
export function createFormats(languageTag: string, timeZone?: string): Formats {
  const zone = timeZone === undefined ? {} : { timeZone };
  const dates = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(languageTag, { ...zone, ...options });
  const time = dates({ timeStyle: "short" });
  const day = dates({ day: "numeric", month: "short" });
  const date = dates({ dateStyle: "medium" });
  const longDate = dates({ dateStyle: "long" });
  const moment = dates({ dateStyle: "medium", timeStyle: "short" });
  const dayKey = dates({ year: "numeric", month: "numeric", day: "numeric" });
  const year = dates({ year: "numeric" });
  const number = new Intl.NumberFormat(languageTag);
  const percent = new Intl.NumberFormat(languageTag, { style: "percent" });
  const list = new Intl.ListFormat(languageTag, { type: "unit", style: "narrow" });

  return {
    number: (value) => number.format(value),
    percent: (share) => percent.format(share),
    size: (bytes) => formatSize(languageTag, bytes),
    speed: (bytesPerSecond) => formatSize(languageTag, bytesPerSecond, "-per-second"),
    duration: (ms) => list.format(spanParts(languageTag, ms)),
    changed(atMs, nowMs) {
      if (!isTime(atMs)) return NO_TIME;
      if (dayKey.format(atMs) === dayKey.format(nowMs)) return time.format(atMs);
      return year.format(atMs) === year.format(nowMs) ? day.format(atMs) : date.format(atMs);
    },
    moment: (atMs) => (isTime(atMs) ? moment.format(atMs) : NO_TIME),
    time: (atMs) => (isTime(atMs) ? time.format(atMs) : NO_TIME),
    date: (atMs) => (isTime(atMs) ? longDate.format(atMs) : NO_TIME),
  };
}

/** Dates end 8.64e15 ms from 1970; beyond that Intl throws, and a hostile time must not stop a page from being drawn. */
export const isTime = (atMs: number): boolean => Math.abs(atMs) <= 8.64e15;

function formatSize(languageTag: string, bytes: number, per: "" | "-per-second" = ""): string {
  const known = Number.isFinite(bytes) && bytes > 0 ? bytes : 0;
  const step = known < 1000 ? 0 : Math.min(Math.floor(Math.log10(known) / 3), SIZE_UNITS.length - 1);
  const value = known / 1000 ** step;
  return new Intl.NumberFormat(languageTag, {
    style: "unit",
    unit: `${SIZE_UNITS[step] ?? "byte"}${per}`,
    unitDisplay: step === 0 && per === "" ? "long" : "short",
    maximumFractionDigits: step === 0 || value >= 100 ? 0 : 1,
  }).format(value);
}

function spanParts(languageTag: string, ms: number): string[] {
  const seconds = Math.max(Math.ceil((Number.isFinite(ms) ? ms : 0) / 1000), 1);
  const first = SPAN_UNITS.findIndex(([, unitMs]) => seconds * 1000 >= unitMs);
  let restMs = seconds * 1000;
  const parts: string[] = [];
  for (const [unit, unitMs] of SPAN_UNITS.slice(first, first + 2)) {
    const count = Math.floor(restMs / unitMs);
    restMs -= count * unitMs;
    if (count > 0) parts.push(spanPart(languageTag, unit, count));
  }
  return parts;
}

function spanPart(languageTag: string, unit: string, count: number): string {
  return new Intl.NumberFormat(languageTag, { style: "unit", unit, unitDisplay: "short" }).format(count);
}
