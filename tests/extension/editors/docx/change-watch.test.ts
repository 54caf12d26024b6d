import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ChangeWatch } from "../../../../extension/editors/docx/change-watch.ts";

describe("change watch", () => {
  let parts: unknown[];
  let told: number;
  let watch: ChangeWatch;
  const does = (type: string): boolean => document.dispatchEvent(new Event(type));
  const edit = (): void => {
    parts = [{}, parts[1]];
  };

  beforeEach(() => {
    vi.useFakeTimers();
    parts = [{}, {}];
    told = 0;
    watch = new ChangeWatch(
      () => parts,
      () => told++,
    );
  });
  afterEach(() => {
    watch.stop();
    vi.useRealTimers();
  });

  it("does not count what the editor does by itself after opening", () => {
    edit();
    watch.checkSoon();
    vi.runAllTimers();
    expect([watch.revision(), told]).toEqual([0, 0]);
  });

  it("counts what alice types, and tells once", () => {
    does("keydown");
    edit();
    does("keyup");
    vi.runAllTimers();
    watch.checkSoon();
    vi.runAllTimers();
    expect([watch.revision(), told]).toEqual([1, 1]);
  });

  it("knows a change at once, before it tells", () => {
    does("keydown");
    edit();
    expect([watch.revision(), told]).toEqual([1, 0]);
    does("keyup");
    vi.runAllTimers();
    expect([watch.revision(), told]).toEqual([1, 1]);
  });

  it("counts a change in the second part, and a part that is new", () => {
    does("pointerdown");
    parts = [parts[0], {}];
    expect(watch.revision()).toBe(1);
    parts = [...parts, {}];
    expect(watch.revision()).toBe(2);
  });

  it("does not count a click that changes nothing", () => {
    does("pointerdown");
    does("pointerup");
    does("click");
    vi.runAllTimers();
    expect([watch.revision(), told]).toEqual([0, 0]);
  });

  it("is silent once it is stopped, and keeps its count", () => {
    does("keydown");
    edit();
    watch.revision();
    watch.checkSoon();
    watch.stop();
    edit();
    vi.runAllTimers();
    expect([watch.revision(), told]).toEqual([1, 0]);
  });
});
