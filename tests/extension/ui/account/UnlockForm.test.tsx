import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { UnlockForm, type UnlockFormProps } from "../../../../extension/ui/account/UnlockForm.tsx";
import { button, clear, click, during, find, press, show, type } from "../../../support/show.tsx";

const tried: string[] = [];

const form = (over: Partial<UnlockFormProps> = {}) => (
  <UnlockForm
    account="alice@example.org"
    isPending={false}
    error={null}
    retryAtMs={null}
    onUnlock={(passphrase) => tried.push(passphrase)}
    onUseKit={() => tried.push("kit")}
    {...over}
  />
);

const field = () => find("input.input") as HTMLInputElement;
const submit = () =>
  during(() => {
    find("form").dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
  });

describe("unlock form", () => {
  beforeEach(() => {
    tried.length = 0;
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
    clear();
  });

  it("hands the passphrase over as typed, blanks included", () => {
    show(form());
    type(field(), " correct horse ");
    submit();
    expect(tried).toEqual([" correct horse "]);
  });

  it("takes nothing empty and nothing twice", () => {
    show(form());
    submit();
    show(form({ isPending: true }));
    type(field(), "correct horse");
    submit();
    expect(tried).toEqual([]);
  });

  it("empties the field after a failed try and says what is safe", () => {
    show(form());
    type(field(), "wrong");
    show(form({ error: "UNLOCK_REFUSED" }));
    expect(field().value).toBe("");
    expect(find(".field-problem").textContent).toContain("Your documents stay locked.");
    expect(field().getAttribute("aria-invalid")).toBe("true");
  });

  it("counts the wait down and lets one try again when it is over", () => {
    show(form({ error: "UNLOCK_WAIT", retryAtMs: Date.now() + 3_000 }));
    expect(find(".field-problem").textContent).toContain("3 sec");
    type(field(), "correct horse");
    submit();
    expect(tried).toEqual([]);
    during(() => vi.advanceTimersByTime(1_000));
    expect(find(".field-problem").textContent).toContain("2 sec");
    during(() => vi.advanceTimersByTime(2_000));
    submit();
    expect(tried).toEqual(["correct horse"]);
  });

  it("shows and hides what is typed", () => {
    show(form());
    expect(field().type).toBe("password");
    click(button("Show passphrase"));
    expect(field().type).toBe("text");
    click(button("Hide passphrase"));
    expect(field().type).toBe("password");
  });

  it("tells when Caps Lock is on", () => {
    show(form());
    during(() => field().focus());
    const original = KeyboardEvent.prototype.getModifierState;
    KeyboardEvent.prototype.getModifierState = () => true;
    press("A");
    KeyboardEvent.prototype.getModifierState = original;
    expect(find(".field-hint").textContent).toBe("Caps Lock is on.");
  });

  it("leads to the recovery kit", () => {
    show(form());
    click(button("Use the recovery kit"));
    expect(tried).toEqual(["kit"]);
  });
});
