import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { watchClicks } from "../../../extension/content/clicks.ts";

/** A click that the browser vouches for; a page's own would not be trusted. */
function trustedClick(type: string, init: MouseEventInit = {}): MouseEvent {
  const event = new MouseEvent(type, { bubbles: true, composed: true, cancelable: true, ...init });
  Object.defineProperty(event, "isTrusted", { value: true });
  return event;
}

const seen: string[] = [];
let sawClick = 0;

beforeAll(() => {
  watchClicks({
    isPrivate: (address) => address.includes("/private"),
    openHere: (address) => seen.push(`here ${address}`),
    openInTab: (address, isActive) => seen.push(`${isActive ? "front" : "back"} ${address}`),
  });
  window.addEventListener("click", () => sawClick++);
});
beforeEach(() => {
  seen.length = 0;
  sawClick = 0;
  document.body.innerHTML = `<a id="private" href="https://p.example/private"><b id="inner">x</b></a>
    <a id="blank" target="_blank" href="https://p.example/private">x</a>
    <a id="save" download href="https://p.example/private">x</a>
    <a id="public" href="https://p.example/news">x</a>`;
});
const click = (id: string, event: MouseEvent) => {
  document.getElementById(id)?.dispatchEvent(event);
  return event;
};

describe("a click on a private link", () => {
  it.each([
    ["plain", "private", "click", {}, "here"],
    ["on something in the link", "inner", "click", {}, "here"],
    ["with Ctrl", "private", "click", { ctrlKey: true }, "back"],
    ["with Command", "private", "click", { metaKey: true }, "back"],
    ["with Shift", "private", "click", { shiftKey: true }, "front"],
    ["with the middle button", "private", "auxclick", { button: 1 }, "back"],
    ["on a link for a new tab", "blank", "click", {}, "front"],
  ])("%s", (_what, id, type, init, where) => {
    const event = click(id, trustedClick(type, init));
    expect(seen).toEqual([`${where} https://p.example/private`]);
    expect(event.defaultPrevented).toBe(true);
    expect(sawClick).toBe(0);
  });

  it("stays the page's own when the page made it up, or saves the link", () => {
    click("private", new MouseEvent("click", { bubbles: true, cancelable: true }));
    click("save", trustedClick("click"));
    click("private", trustedClick("click", { altKey: true }));
    expect(seen).toEqual([]);
  });

  it("is none on other links", () => {
    expect(click("public", trustedClick("click")).defaultPrevented).toBe(false);
    expect(seen).toEqual([]);
  });
});
