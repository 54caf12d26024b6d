import { afterEach, describe, expect, it } from "vitest";
import { LiveState } from "../../../../extension/ui/editor/LiveState.tsx";
import { PeopleHere } from "../../../../extension/ui/editor/PeopleHere.tsx";
import { StatisticsDialog } from "../../../../extension/ui/editor/StatisticsDialog.tsx";
import { objections } from "../../../support/page-axe.ts";
import { clear, find, findAll, show } from "../../../support/show.tsx";

afterEach(clear);

describe("who writes in a document", () => {
  it("is read out by name, and those beyond four are counted", async () => {
    const people = ["Bob", "Carol", "Dan", "Eve", "Fay", "Gus"].map((name) => ({
      id: name,
      name,
      color: "#1f6feb",
    }));
    show(
      <main>
        <PeopleHere people={people} />
      </main>,
    );
    expect(findAll(".visually-hidden").map((each) => each.textContent)).toEqual([
      "Bob",
      "Carol",
      "Dan",
      "Eve",
    ]);
    expect(find(".people-more").textContent).toBe("+2");
    expect(await objections()).toEqual([]);
  });

  it("is somebody where the name is not known", () => {
    show(<PeopleHere people={[{ id: "eve", name: "" }]} />);
    expect(find(".person-here").textContent).toContain("Somebody");
  });

  it.each([
    ["live", "Live", "for everybody who is here"],
    ["connecting", "Connecting…", "as soon as"],
    ["offline", "Offline", "when the connection is back"],
    ["apart", "Separate", "a newer version of this file"],
  ] as const)("is told in words: %s", (state, words, explanation) => {
    show(<LiveState state={state} />);
    expect(find("[data-testid=live-state]").textContent).toBe(words);
    expect(find("[data-testid=live-state]").title).toContain(explanation);
  });
});

describe("a document in numbers", () => {
  it("shows what was counted, and the average of numbers", () => {
    show(
      <StatisticsDialog
        counted={{ isSelection: true, cells: 5, numbers: { count: 4, sum: 10 } }}
        onClose={() => undefined}
      />,
    );
    const text = find("dialog").textContent ?? "";
    expect(text).toContain("What is selected");
    expect(findAll("dialog dd").map((each) => each.textContent)).toEqual(["5", "4", "10", "2.5"]);
  });
});
