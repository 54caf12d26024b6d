import { afterEach, describe, expect, it } from "vitest";
import { KitProof } from "../../../../extension/ui/account/KitProof.tsx";
import { clear, during, findAll, showLive, type } from "../../../support/show.tsx";

/** A page that keeps what was typed. */
function ask(positions: readonly number[], wrong: readonly number[] = []): () => readonly string[] {
  let groups: readonly string[] = positions.map(() => "");
  showLive((again) => (
    <KitProof
      positions={positions}
      groups={groups}
      wrong={wrong}
      onInput={(typed) => {
        groups = typed;
        again();
      }}
    />
  ));
  return () => groups;
}

describe("proof of the recovery kit", () => {
  afterEach(clear);

  it("asks for groups by their position", () => {
    ask([3, 7]);
    expect(findAll("label").map((label) => label.textContent)).toEqual(["Group 3", "Group 7"]);
  });

  it("keeps each group in its place", () => {
    const groups = ask([3, 7]);
    type(findAll("input")[1]!, " G6YA ");
    expect(groups()).toEqual(["", "G6YA"]);
  });

  it.each([["7K4M-Q2ZD-XW9H"], ["7K4M Q2ZD XW9H"]])("spreads %j over all fields", (typed) => {
    const groups = ask([1, 2, 3]);
    type(findAll("input")[0]!, typed);
    expect(groups()).toEqual(["7K4M", "Q2ZD", "XW9H"]);
  });

  it("takes a kit pasted line by line, from the field it is pasted into", () => {
    const groups = ask([1, 2, 3]);
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", "Q2ZD\r\nXW9H\r\n");
    during(() =>
      findAll("input")[1]?.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true })),
    );
    expect(groups()).toEqual(["", "Q2ZD", "XW9H"]);
  });

  it("says which group is wrong", () => {
    ask([3, 7], [7]);
    expect(findAll("input").map((input) => input.getAttribute("aria-invalid"))).toEqual(["false", "true"]);
  });
});
