import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ProgressPanel } from "../../../../extension/ui/states/ProgressPanel.tsx";
import type { Transfer } from "../../../../extension/ui/states/transfer.ts";
import { TRANSFERS } from "../../../support/gallery/samples.ts";
import { button, clear, click, during, find, findAll, show } from "../../../support/show.tsx";

function open(transfers: readonly Transfer[] = TRANSFERS): string[] {
  const events: string[] = [];
  show(
    <ProgressPanel
      transfers={transfers}
      onCancel={(id) => events.push(`cancel ${id}`)}
      onCancelAll={() => events.push("cancel all")}
      onRetry={(id) => events.push(`retry ${id}`)}
      onClose={() => events.push("close")}
    />,
  );
  return events;
}

describe("progress panel", () => {
  afterEach(clear);

  it("says how many, how much, how fast and how long", () => {
    open();
    expect(find("h2").textContent).toBe("Uploading 3 files");
    expect(find(".transfers-summary p").textContent).toBe("121 MB of 2.2 GB · 6.8 MB/s · 4 min 59 sec left");
    expect(findAll(".transfer-detail")[0]?.textContent).toBe("812 kB of 1.3 MB · 412 kB/s · 2 sec left");
  });

  it("gives each bar its name and its share", () => {
    open();
    const bar = find("progress");
    expect(bar.getAttribute("aria-label")).toContain("Annual accounts 2026.xlsx");
    expect([bar.getAttribute("value"), bar.getAttribute("max")]).toEqual(["812000", "1340000"]);
  });

  it("cancels one, cancels all, tries one again", () => {
    const events = open();
    click(findAll("[data-state=running] .icon-button")[0]!);
    click(button("Cancel all"));
    click(find("[data-state=failed] .icon-button"));
    expect(events).toEqual(["cancel t1", "cancel all", "retry t4"]);
  });

  it("gets out of the way and comes back", () => {
    open();
    click(button("Minimise"));
    expect(findAll(".transfer")).toHaveLength(0);
    click(button("Show details"));
    expect(findAll(".transfer")).toHaveLength(6);
  });

  it("cannot be closed while something is on its way", () => {
    open();
    expect(() => button("Close")).toThrow();
    const events = open(TRANSFERS.slice(3));
    expect(find("h2").textContent).toBe("1 file did not get through");
    click(button("Close"));
    expect(events).toEqual(["close"]);
  });

  describe("when all is over", () => {
    const DONE = TRANSFERS.map((transfer) => ({ ...transfer, state: { kind: "done" } }) as const);
    beforeEach(() => void vi.useFakeTimers());
    afterEach(() => void vi.useRealTimers());
    const wait = () => during(() => vi.advanceTimersByTime(10_000));
    const tell = (name: string) =>
      during(() => find("[data-testid=transfers]").dispatchEvent(new Event(name, { bubbles: true })));

    it("closes by itself", () => {
      const events = open(DONE);
      expect(events).toEqual([]);
      wait();
      expect(events).toEqual(["close"]);
    });

    it.each([
      ["pointerenter", "pointerleave"],
      ["focusin", "focusout"],
    ])("stays from %s to %s", (begin, end) => {
      const events = open(DONE);
      tell(begin);
      wait();
      expect(events).toEqual([]);
      tell(end);
      wait();
      expect(events).toEqual(["close"]);
    });

    it("stays when something failed, and while something is under way", () => {
      const events = open([TRANSFERS.find(({ state }) => state.kind === "failed")!, ...DONE]);
      wait();
      events.push(...open([TRANSFERS[0]!, ...DONE]));
      wait();
      expect(events).toEqual([]);
    });
  });

  it("does not promise a time when the size is not known", () => {
    open([
      {
        ...TRANSFERS[0]!,
        totalBytes: null,
        state: { kind: "running", bytesPerSecond: 1_000, remainingMs: null },
      },
    ]);
    expect(find(".transfer-detail").textContent).toBe("812 kB · 1 kB/s");
    expect(find("progress").hasAttribute("value")).toBe(false);
  });
});
