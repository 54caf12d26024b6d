import { describe, expect, it } from "vitest";
import { bookBytes, exchange, Hand } from "./books.ts";

const BOOK = bookBytes({ Data: { A1: 1, A2: 2, A3: "=A1+A2" } });

const pair = (): [Hand, Hand] => [new Hand(BOOK, 1), new Hand(BOOK, 2)];

describe("undo", () => {
  it("takes back one's own changes and leaves the other's", () => {
    const [alice, bob] = pair();
    alice.put("Data", "A1", 10);
    exchange(alice, bob);
    bob.put("Data", "A2", 20);
    exchange(alice, bob);
    alice.model.undoManager().undo();
    exchange(alice, bob);
    expect(bob.view()).toEqual({ Data: { A1: 1, A2: 20, A3: "=A1+A2" } });
  });

  it("takes back an insertion into which the other has written, and redo brings both again", () => {
    const [alice, bob] = pair();
    alice.model.insertLines("s0", "rows", 1, 1);
    exchange(alice, bob);
    bob.put("Data", "A2", "bob");
    exchange(alice, bob);
    alice.model.undoManager().undo();
    exchange(alice, bob);
    expect(bob.view()).toEqual({ Data: { A1: 1, A2: 2, A3: "=A1+A2" } });
    alice.model.undoManager().redo();
    exchange(alice, bob);
    expect(bob.view()).toEqual({ Data: { A1: 1, A2: "bob", A3: 2, A4: "=A1+A3" } });
  });

  it("keeps rows that the other inserted behind those that are taken back", () => {
    const [alice, bob] = pair();
    alice.model.insertLines("s0", "rows", 1, 1);
    exchange(alice, bob);
    bob.model.insertLines("s0", "rows", 2, 1);
    bob.put("Data", "A3", "bob");
    exchange(alice, bob);
    alice.model.undoManager().undo();
    exchange(alice, bob);
    expect(alice.view()).toEqual({ Data: { A1: 1, A2: "bob", A3: 2, A4: "=A1+A3" } });
    expect(bob.view()).toEqual(alice.view());
  });

  it("brings deleted rows back with what is in them", () => {
    const [alice, bob] = pair();
    alice.model.removeLines("s0", "rows", 0, 1);
    exchange(alice, bob);
    expect(bob.view()).toEqual({ Data: { A1: 2, A2: "=#REF!+A1" } });
    alice.model.undoManager().undo();
    exchange(alice, bob);
    expect(bob.view()).toEqual({ Data: { A1: 1, A2: 2, A3: "=A1+A2" } });
  });

  it("does not take away what the other wrote over one's own", () => {
    const [alice, bob] = pair();
    alice.put("Data", "A1", "alice");
    exchange(alice, bob);
    bob.put("Data", "A1", "bob");
    exchange(alice, bob);
    alice.model.undoManager().undo();
    exchange(alice, bob);
    expect(alice.view().Data?.A1).toBe("bob");
  });

  it("takes several changes made together back at one stroke", () => {
    const [alice] = pair();
    alice.model.together(() => {
      alice.put("Data", "A1", 7);
      alice.style("Data", "A1:A2", { isBold: true });
      alice.model.addSheet("More", 1);
    });
    alice.model.undoManager().undo();
    expect(alice.view()).toEqual({ Data: { A1: 1, A2: 2, A3: "=A1+A2" } });
  });
});
