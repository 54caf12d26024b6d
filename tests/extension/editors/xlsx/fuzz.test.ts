// Three people do whatever to one workbook and hear of each other now and then: in the end all see the same.
import { describe, expect, it } from "vitest";
import { act, numbers } from "./acts.ts";
import { bookBytes, exchange, Hand, send } from "./books.ts";

const BOOK = bookBytes({
  Data: { A1: 1, A2: 2, A3: 3, A4: 4, A5: 5, B1: 10, B2: 20, B3: 30, C1: "=SUM(A1:A5)", C2: "=A2*B2" },
  Calc: { A1: "=Data!B3", A2: "=SUM(Data!B1:B5)", B1: "x" },
});

describe("alice, bob and carol doing whatever", () => {
  it.each(Array.from({ length: 60 }, (_, seed) => seed))("see the same in the end (seed %i)", (seed) => {
    const random = numbers(seed + 1);
    const hands = [11, 22, 33].map((client) => new Hand(BOOK, client));
    for (let step = 0; step < 40; step++) {
      act(hands[random(3)]!.model, random);
      if (random(4) === 0) send(hands[random(3)]!, hands[random(3)]!);
    }
    exchange(...hands);
    const [alice, bob, carol] = hands.map((hand) => hand.view());
    expect(bob).toEqual(alice);
    expect(carol).toEqual(alice);
  });
});

describe("the steps that a grid is told", () => {
  it("turn the rows that it had into those that there are", () => {
    const random = numbers(7);
    const [alice, bob] = [new Hand(BOOK, 1), new Hand(BOOK, 2)];
    const shown = Array.from({ length: 40 }, (_, i) => alice.model.placeAt("s0", i, 0).row);
    alice.model.observe(({ lines }) => {
      for (const { sheet, axis, kind, at, count } of lines)
        if (sheet === "s0" && axis === "rows")
          shown.splice(
            at,
            kind === "remove" ? count : 0,
            ...(kind === "insert" ? Array<string>(count).fill("new") : []),
          );
    });
    for (let step = 0; step < 60; step++) {
      const hand = random(2) === 0 ? alice : bob;
      if (random(2) === 0) hand.model.insertLines("s0", "rows", random(8), 1 + random(3));
      else hand.model.removeLines("s0", "rows", random(8), 1 + random(2));
      if (random(5) === 0) hand.model.undoManager().undo();
      if (random(3) === 0) exchange(alice, bob);
    }
    exchange(alice, bob);
    const now = shown.map((_, i) => alice.model.placeAt("s0", i, 0).row);
    const seen = shown.map((id, i) => (id === "new" ? now[i] : id));
    expect(seen.slice(0, 20)).toEqual(now.slice(0, 20));
  });
});
