// Two people do whatever to a real file; whoever of them saves, it is the same file, and it has everything in it.
import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { openModel } from "../../../../extension/editors/xlsx/model/open-model.ts";
import { readWorkbook } from "../../../../extension/editors/xlsx/package/read-workbook.ts";
import { saveWorkbook } from "../../../../extension/editors/xlsx/save/save-workbook.ts";
import type { Plain } from "../../../../shared/bytes.ts";
import { act, numbers } from "./acts.ts";
import { exchange, Hand, send } from "./books.ts";
import { corpus, corpusFile } from "./corpus.ts";

/** Small ones with something of each kind in them. */
const FILES = [
  "chart-sheet",
  "comments",
  "fibonacci",
  "images",
  "test-issue-988",
  "test-pr-1204",
  "test-row-styles",
]
  .map((name) => `${name}.xlsx`)
  .filter((name) => corpus.includes(name));

function editedByTwo(bytes: Plain, seed: number): [Hand, Hand] {
  const random = numbers(seed);
  const hands: [Hand, Hand] = [new Hand(bytes, 1), new Hand(bytes, 2)];
  for (let step = 0; step < 25; step++) {
    act(hands[random(2)]!.model, random);
    if (random(4) === 0) send(hands[0], hands[1]);
    if (random(4) === 0) send(hands[1], hands[0]);
  }
  exchange(...hands);
  return hands;
}

describe.skipIf(FILES.length === 0)("a real file that alice and bob edited", () => {
  const runs = FILES.flatMap((name) => [1, 2, 3, 4, 5].map((seed) => [name, seed] as const));

  it.each(runs)("%s (seed %i): is the same whoever saves, and complete", (name, seed) => {
    let bytes = corpusFile(name);
    for (let round = 0; round < 2; round++) {
      const [alice, bob] = editedByTwo(bytes, seed * 10 + round);
      const saved = saveWorkbook({ bytes, model: alice.model });
      expect(saved.report.missing).toEqual([]);
      expect(Buffer.compare(saveWorkbook({ bytes, model: bob.model }).bytes, saved.bytes)).toBe(0);
      const again = openModel(new Y.Doc(), readWorkbook(saved.bytes));
      expect(again.sheets()).toEqual(alice.model.sheets().map((each, i) => ({ ...each, id: `s${i}` })));
      bytes = saved.bytes;
    }
  });
});
