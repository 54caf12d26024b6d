import { describe, expect, it } from "vitest";
import { createFormats } from "../../../extension/ui/format.ts";

const english = createFormats("en", "UTC");
const german = createFormats("de", "UTC");
const NOW_MS = Date.UTC(2026, 10, 22, 15, 30);
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");

describe("formats", () => {
  it.each([
    [0, "0 bytes"],
    [1, "1 byte"],
    [999, "999 bytes"],
    [24_600, "24.6 kB"],
    [402_000, "402 kB"],
    [1_340_000, "1.3 MB"],
    [4_294_967_296, "4.3 GB"],
    [9e15, "9,000 TB"],
    [Number.NaN, "0 bytes"],
    [-5, "0 bytes"],
  ])("say %d bytes as %s", (bytes, said) => {
    expect(english.size(bytes)).toBe(said);
  });

  it.each([
    [0, "1 sec"],
    [2_000, "2 sec"],
    [61_000, "1 min 1 sec"],
    [120_000, "2 min"],
    [3_700_000, "1 hr 1 min"],
    [90_000_000, "1 day 1 hr"],
    [Number.POSITIVE_INFINITY, "1 sec"],
  ])("say %d ms as %s", (ms, said) => {
    expect(english.duration(ms)).toBe(said);
  });

  it("say a change as the time today, the day this year, else the date", () => {
    expect(plain(english.changed(NOW_MS - 3_600_000, NOW_MS))).toBe("2:30 PM");
    expect(english.changed(NOW_MS - 86_400_000, NOW_MS)).toBe("Nov 21");
    expect(english.changed(NOW_MS - 700 * 86_400_000, NOW_MS)).toBe("Dec 22, 2024");
  });

  it("do not fail at a time that no calendar has", () => {
    expect(english.changed(Number.MAX_VALUE, NOW_MS)).toBe("—");
    expect(english.moment(Number.NaN)).toBe("—");
  });

  it("follow the language", () => {
    expect(plain(german.size(1_340_000))).toBe("1,3 MB");
    expect(plain(german.speed(412_000))).toBe("412 kB/s");
    expect(plain(german.percent(0.42))).toBe("42 %");
  });
});
