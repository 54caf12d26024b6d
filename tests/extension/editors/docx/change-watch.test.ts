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

  it("does not tell what the editor does by itself after opening", () => {
    edit();
    watch.checkSoon();
    vi.runAllTimers();
    expect(told).toBe(0);
  });

  it("tells once what alice changes", () => {
    does("keydown");
    edit();
    does("keyup");
    vi.runAllTimers();
    watch.checkSoon();
    vi.runAllTimers();
    expect(told).toBe(1);
  });

  it("tells at once when it is asked", () => {
    does("keydown");
    edit();
    watch.check();
    expect(told).toBe(1);
    does("keyup");
    vi.runAllTimers();
    expect(told).toBe(1);
  });

  it("finds a change in the second part, and a part that is new", () => {
    does("pointerdown");
    parts = [parts[0], {}];
    watch.check();
    parts = [...parts, {}];
    watch.check();
    expect(told).toBe(2);
  });

  it("does not tell of a click that changes nothing", () => {
    does("pointerdown");
    does("pointerup");
    does("click");
    vi.runAllTimers();
    expect(told).toBe(0);
  });

  it("is silent once it is stopped", () => {
    does("keydown");
    edit();
    watch.checkSoon();
    watch.stop();
    vi.runAllTimers();
    watch.check();
    expect(told).toBe(0);
  });
});
