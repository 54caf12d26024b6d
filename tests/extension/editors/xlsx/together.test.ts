// Two people change one workbook at the same time, without seeing each other: what both see afterwards.
import { describe, expect, it, test } from "vitest";
import type { CellConflict } from "../../../../extension/editors/xlsx/model/workbook-model.ts";
import { bookBytes, crosswise, exchange, Hand } from "./books.ts";

const BOOK = bookBytes({
  Data: { A1: 1, A2: 2, A3: 3, A4: 4, A5: 5, B1: 10, B2: 20, B3: 30, B4: 40, B5: 50, C1: "=SUM(A1:A5)" },
  Calc: { A1: "=Data!B4", A2: "=SUM(Data!B1:B5)", A3: '=INDIRECT("Data!A1")' },
});

type Act = (hand: Hand) => void;
type View = Record<string, Record<string, unknown>>;

function together(first: Act, second: Act, check: (view: View) => void): void {
  for (const [a, b] of [
    [5, 9],
    [9, 5],
  ] as const) {
    const [alice, bob] = [new Hand(BOOK, a), new Hand(BOOK, b)];
    first(alice);
    second(bob);
    exchange(alice, bob);
    expect(alice.view()).toEqual(bob.view());
    check(alice.view());
  }
}

const insertRows =
  (sheet: string, at: number, count = 1): Act =>
  (hand) =>
    hand.model.insertLines(hand.id(sheet), "rows", at, count);
const removeRows =
  (sheet: string, at: number, count = 1): Act =>
  (hand) =>
    hand.model.removeLines(hand.id(sheet), "rows", at, count);
const put =
  (sheet: string, cell: string, value: string | number): Act =>
  (hand) =>
    hand.put(sheet, cell, value);
const all =
  (...acts: readonly Act[]): Act =>
  (hand) => {
    for (const act of acts) act(hand);
  };
const sort =
  (sheet: string, ...from: readonly number[]): Act =>
  (hand) =>
    hand.model.reorderLines(hand.id(sheet), "rows", from);

describe("alice and bob in one workbook", () => {
  it("keep both of two cells", () => {
    together(put("Data", "A1", 100), put("Data", "A2", 200), (view) =>
      expect(view.Data).toMatchObject({ A1: 100, A2: 200 }),
    );
  });

  it("see one content and both looks where they change the same cell", () => {
    together(
      all(put("Data", "A1", "x"), (hand) => hand.style("Data", "A1", { isBold: true })),
      put("Data", "A1", "y"),
      (view) => {
        expect(["x", "y"]).toContain(view.Data?.A1);
        expect(view.Data?.["A1 bold"]).toBe(true);
      },
    );
  });

  it("keep an edit in its row while rows are inserted above", () => {
    together(insertRows("Data", 2, 2), put("Data", "A4", 444), (view) => {
      expect(view.Data).toMatchObject({ A6: 444, C1: "=SUM(A1:A7)" });
      expect(view.Calc?.A1).toBe("=Data!B6");
    });
  });

  it("shift a formula that was written while a row came above it", () => {
    together(insertRows("Data", 0), put("Data", "D5", "=A5+$B$2"), (view) =>
      expect(view.Data?.D6).toBe("=A6+$B$3"),
    );
  });

  it("keep both rows that were inserted at one place", () => {
    together(
      all(insertRows("Data", 2), put("Data", "A3", "a")),
      all(insertRows("Data", 2), put("Data", "A3", "b")),
      (view) => {
        expect([view.Data?.A3, view.Data?.A4].toSorted()).toEqual(["a", "b"]);
        expect(view.Data?.A5).toBe(3);
      },
    );
  });

  it("see #REF! where a formula names a column that was deleted meanwhile", () => {
    together(
      (hand) => hand.model.removeLines(hand.id("Data"), "columns", 1, 1),
      put("Data", "D2", "=B2+A2"),
      (view) => {
        expect(view.Data?.C2).toBe("=#REF!+A2");
        expect(view.Calc).toMatchObject({ A1: "=#REF!", A2: "=SUM(#REF!)" });
      },
    );
  });

  it("lose an edit in a row that was deleted meanwhile, and shorten ranges over it", () => {
    together(removeRows("Data", 4), put("Data", "A5", 555), (view) => {
      expect(view.Data?.C1).toBe("=SUM(A1:A4)");
      expect(Object.values(view.Data ?? {})).not.toContain(555);
    });
  });

  it("keep a row that was inserted among deleted ones", () => {
    together(removeRows("Data", 1, 2), all(insertRows("Data", 2), put("Data", "A3", "new")), (view) =>
      expect(view.Data).toMatchObject({ A2: "new", C1: "=SUM(A1:A4)" }),
    );
  });

  it("call a renamed sheet by its new name in a formula written meanwhile", () => {
    together(
      (hand) => hand.model.renameSheet(hand.id("Data"), "Q1 Sales"),
      put("Calc", "A4", "=Data!A5*2"),
      (view) => expect(view.Calc).toMatchObject({ A4: "='Q1 Sales'!A5*2", A3: '=INDIRECT("Data!A1")' }),
    );
  });

  it("see #REF! where a formula names a sheet that was deleted meanwhile", () => {
    together(
      (hand) => hand.model.removeSheet(hand.id("Data")),
      put("Calc", "A4", "=Data!A5*2"),
      (view) => {
        expect(view.Calc?.A4).toBe("=#REF!*2");
        expect(Object.keys(view)).toEqual(["Calc"]);
      },
    );
  });

  it("keep an edit with its record while the rows are sorted", () => {
    together(all(put("Data", "A1", 99), sort("Data", 1, 2, 3, 4, 0)), put("Data", "B1", "EDIT"), (view) =>
      expect(view.Data).toMatchObject({ A5: 99, B5: "EDIT", A1: 2 }),
    );
  });

  it("keep ranges over sorted rows where they are", () => {
    together(sort("Data", 4, 3, 2, 1, 0), put("Data", "D1", 1), (view) => {
      expect(view.Data).toMatchObject({ A1: 5, A5: 1, D5: 1, C5: "=SUM(A1:A5)" });
      expect(view.Calc).toMatchObject({ A1: "=Data!B4", A2: "=SUM(Data!B1:B5)" });
    });
  });

  it("keep a row that was inserted while the rows were sorted", () => {
    together(
      all(put("Data", "A1", 99), sort("Data", 1, 2, 3, 4, 0)),
      all(insertRows("Data", 2), put("Data", "A3", "ins")),
      (view) => {
        for (const value of ["ins", 2, 3, 4, 5, 99]) expect(Object.values(view.Data ?? {})).toContain(value);
      },
    );
  });

  it("lose no row and no edit when both sort", () => {
    together(
      all(put("Data", "A1", 99), sort("Data", 1, 2, 3, 4, 0)),
      all(put("Data", "A5", -5), sort("Data", 4, 0, 1, 2, 3)),
      (view) => {
        for (const value of [99, -5, 2, 3, 4]) expect(Object.values(view.Data ?? {})).toContain(value);
      },
    );
  });

  it("delete the record that was meant while the other sorts", () => {
    together(removeRows("Data", 0), sort("Data", 4, 3, 2, 1, 0), (view) => {
      expect([1, 2, 3, 4].map((row) => view.Data?.[`A${row}`])).toEqual([5, 4, 3, 2]);
      expect(view.Data?.A5).toBeUndefined();
    });
  });

  it("keep one sheet when each deletes one of two", () => {
    together(
      (hand) => hand.model.removeSheet(hand.id("Data")),
      (hand) => hand.model.removeSheet(hand.id("Calc")),
      (view) => expect(Object.keys(view)).toHaveLength(1),
    );
  });

  it("give two new sheets of one name different names", () => {
    together(
      (hand) => hand.model.addSheet("Mine", 2),
      (hand) => hand.model.addSheet("Mine", 2),
      (view) => expect(Object.keys(view).toSorted()).toEqual(["Calc", "Data", "Mine", "Mine (2)"]),
    );
  });

  it("merge one area of two that lie over each other", () => {
    const area = { top: 6, left: 0, bottom: 7, right: 1 };
    together(
      (hand) => hand.model.merge(hand.id("Data"), area),
      (hand) => hand.model.merge(hand.id("Data"), { ...area, top: 7, bottom: 8 }),
      (view) =>
        expect(Object.keys(view.Data ?? {}).filter((each) => each.startsWith("merge"))).toHaveLength(1),
    );
  });

  test.each([
    [5, 9],
    [9, 5],
  ])("are both told when they wrote in one cell at once (%i and %i)", (first, second) => {
    const people = { alice: new Hand(BOOK, first), bob: new Hand(BOOK, second) };
    const { alice, bob } = people;
    const told = { alice: [] as CellConflict[], bob: [] as CellConflict[] };
    alice.model.observe(({ conflicts }) => told.alice.push(...conflicts));
    bob.model.observe(({ conflicts }) => told.bob.push(...conflicts));
    alice.put("Data", "A1", "alice");
    bob.put("Data", "A1", "=B2+1");
    crosswise(alice, bob);
    const [winner, loser] = alice.view().Data?.A1 === "alice" ? [alice, bob] : [bob, alice];
    const contents = [{ value: "alice" }, { formula: "=B2+1" }];
    const [kept, lost] = winner === alice ? contents : contents.toReversed();
    const at = { sheet: "s0", row: 0, column: 0 };
    const [won] = winner === alice ? told.alice : told.bob;
    const [gave] = winner === alice ? told.bob : told.alice;
    expect(won).toMatchObject({ at, isOwnKept: true, kept, lost, by: loser.doc.clientID });
    expect(gave).toMatchObject({ at, isOwnKept: false, kept, lost, by: winner.doc.clientID });
    expect([told.alice.length, told.bob.length]).toEqual([1, 1]);
    loser.put("Data", "A1", "again");
    exchange(alice, bob);
    expect([told.alice.length, told.bob.length]).toEqual([1, 1]);
  });

  it("are told nothing when one wrote over what they had seen, twice even, or both wrote the same", () => {
    const [alice, bob] = [new Hand(BOOK, 5), new Hand(BOOK, 9)];
    const told: unknown[] = [];
    for (const hand of [alice, bob]) hand.model.observe(({ conflicts }) => told.push(...conflicts));
    alice.put("Data", "A1", "alice");
    exchange(alice, bob);
    bob.put("Data", "A1", "bob");
    bob.put("Data", "A1", "bob again");
    exchange(alice, bob);
    alice.put("Data", "A2", 7);
    bob.put("Data", "A2", 7);
    crosswise(alice, bob);
    expect(told).toEqual([]);
  });
});
