import { act } from "preact/test-utils";
import { afterEach, expect, it, vi } from "vitest";
import { ShareButton } from "../../../../extension/pages/editor/ShareButton.tsx";
import { SAVE_PATIENCE_MS, saveInTime } from "../../../../extension/pages/editor/save-in-time.ts";
import { button, clear, click, show } from "../../../support/show.tsx";

afterEach(clear);
afterEach(() => void vi.useRealTimers());

it("shows that it saves first, and is pressed once meanwhile", async () => {
  const saved = Promise.withResolvers<void>();
  const share = vi.fn(() => saved.promise);
  show(<ShareButton onShare={share} />);
  click(button("Share"));
  await act(async () => click(button("Share")));
  expect(share).toHaveBeenCalledTimes(1);
  expect(button("Share").getAttribute("aria-busy")).toBe("true");
  await act(async () => saved.resolve());
  expect(button("Share").getAttribute("aria-busy")).toBe("false");
});

it("waits a moment at most for a portal that is away", async () => {
  vi.useFakeTimers();
  const after = vi.fn();
  void saveInTime({ saveNow: () => new Promise(() => undefined) }).then(after);
  await vi.advanceTimersByTimeAsync(SAVE_PATIENCE_MS - 1);
  expect(after).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(after).toHaveBeenCalled();
});
