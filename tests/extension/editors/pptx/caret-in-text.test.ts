import { afterEach, describe, expect, it } from "vitest";
import { spliceField } from "../../../../extension/editors/pptx/caret-in-text.ts";
import { editInField } from "../../../../extension/editors/pptx/line-marks.ts";

/** A field as the library draws one: pieces of formatting, lines broken by elements. */
function field(html: string): HTMLElement {
  document.body.innerHTML = `<div>${html}</div>`;
  return document.body.firstElementChild as HTMLElement;
}

afterEach(() => document.body.replaceChildren());

describe("what bob types into the field that alice has open", () => {
  it.each([
    //   the field                             shows            as it was     as it is now    the field then
    ["at its end", "<b>One</b> two", "One two", "One two", "One two!", "<b>One</b> two!"],
    ["at its beginning", "<b>One</b> two", "One two", "One two", "¿One two", "<b>¿One</b> two"],
    [
      "behind a bullet",
      "• <b>One</b><br>• two",
      "• One\n• two",
      "One\ntwo",
      "One\ntwos",
      "• <b>One</b><br>• twos",
    ],
    ["instead of a word", "<b>One</b> two", "One two", "One two", "One three", "<b>One</b> three"],
  ])("comes into it %s", (_, html, shown, text, now, after) => {
    const element = field(html);
    const edit = editInField(shown, text, now);
    expect(edit && spliceField(element, shown, edit)).toBe(true);
    expect(element.innerHTML).toBe(after);
  });

  it.each([
    ["a new line", "One two", "One two", "One\ntwo"],
    ["a stretch of two pieces", "One two", "One two", "Otwo"],
    ["anything in a field that shows something else", "Two", "Two", "Two!"],
  ])("waits until she leaves it: %s", (_, shown, text, now) => {
    const element = field("<b>One</b> two");
    const edit = editInField(shown, text, now);
    expect(edit !== null && spliceField(element, shown, edit)).toBe(false);
    expect(element.innerHTML).toBe("<b>One</b> two");
  });
});
