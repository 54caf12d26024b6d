import { afterEach, describe, expect, it } from "vitest";
import { ChoiceList } from "../../../../extension/editors/xlsx/validation/choice-list.tsx";
import { clear, during, find, findAll, press, show } from "../../../support/show.tsx";

afterEach(clear);

function opened(): string[] {
  const did: string[] = [];
  const choices = {
    ...{ label: "B2", texts: ["North", "South", "West"], current: 0 },
    choose: (index: number) => did.push(`choose ${index}`),
    close: () => did.push("close"),
    leave: () => did.push("leave"),
  };
  show(<ChoiceList popup={{ extraProps: { choices } }} />);
  return did;
}
const chosen = () => findAll("[aria-selected=true]").map(({ textContent }) => textContent);

describe("the list of a cell", () => {
  it("goes by arrows and letters, and gives what is chosen", () => {
    const did = opened();
    expect(press("ArrowDown")).toBe(false);
    expect(chosen()).toEqual(["South"]);
    press("w");
    expect(chosen()).toEqual(["West"]);
    press("Enter");
    press("Escape");
    expect(did).toEqual(["choose 2", "close"]);
  });

  it("leaves to the browser what is none of its keys", () => {
    const did = opened();
    expect([press("F5"), press("s", { ctrlKey: true }), press("s", { metaKey: true })]).toEqual([
      true,
      true,
      true,
    ]);
    expect([chosen(), did]).toEqual([["North"], []]);
  });

  it("does not take the focus back from where it went", () => {
    const did = opened();
    during(() => find("[role=listbox]").blur());
    expect(did).toEqual(["leave"]);
  });
});
