import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Toast, ToastStack } from "../../../../extension/ui/overlays/ToastStack.tsx";
import { button, clear, click, during, find, show } from "../../../support/show.tsx";

const done: Toast = { id: "d", tone: "done", text: "3 items deleted." };
const failed: Toast = { id: "f", tone: "failed", text: "Nothing was uploaded." };

describe("toasts", () => {
  const gone: string[] = [];
  const onDismiss = (id: string) => gone.push(id);
  beforeEach(() => {
    gone.length = 0;
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
    clear();
  });

  it("leave by themselves when the news is good", () => {
    show(<ToastStack toasts={[done]} onDismiss={onDismiss} />);
    during(() => vi.advanceTimersByTime(6_000));
    expect(gone).toEqual(["d"]);
  });

  it("stay until they are closed when something failed", () => {
    show(<ToastStack toasts={[failed]} onDismiss={onDismiss} />);
    during(() => vi.advanceTimersByTime(600_000));
    expect(gone).toEqual([]);
    expect(find("[role=alert]").textContent).toContain("Nothing was uploaded.");
    click(button("Dismiss"));
    expect(gone).toEqual(["f"]);
  });

  it("wait while the pointer is on them", () => {
    show(<ToastStack toasts={[done]} onDismiss={onDismiss} />);
    during(() => {
      find(".toast").dispatchEvent(new Event("pointerenter"));
    });
    during(() => vi.advanceTimersByTime(60_000));
    expect(gone).toEqual([]);
  });
});
