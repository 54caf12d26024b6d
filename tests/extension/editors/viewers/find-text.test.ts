import { afterEach, describe, expect, it } from "vitest";
import { findText, placesOf } from "../../../../extension/editors/viewers/find-text.ts";

afterEach(() => document.body.replaceChildren());

const root = (html: string): HTMLElement => {
  document.body.innerHTML = html;
  return document.body;
};
const found = (html: string, words: string): string[] =>
  findText(root(html), words).map((range) => range.toString());

describe("finding words in what a page shows", () => {
  it.each([
    ["in one element", "<p>peas and Peas</p>", "peas", ["peas", "Peas"]],
    ["across elements", "<p>pe<b>as</b></p>", "peas", ["peas"]],
    ["over the end of a line", "<p>two<br>words</p>", "two words", ["twowords"]],
    ["nothing for nothing", "<p>peas</p>", "", []],
    ["not what is not there", "<p>peas</p>", "beans", []],
  ])("finds %s", (_, html, words, expected) => expect(found(html, words)).toEqual(expected));

  it("is not led astray by letters that grow in lower case", () =>
    expect(placesOf("İİ peas", "peas")).toEqual([3]));
});
