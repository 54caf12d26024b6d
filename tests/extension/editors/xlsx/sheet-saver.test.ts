import { describe, expect, it } from "vitest";
import { EditorThread } from "../../../../extension/editors/thread/editor-thread.ts";
import { readWorkbook } from "../../../../extension/editors/xlsx/package/read-workbook.ts";
import { saveWorkbook } from "../../../../extension/editors/xlsx/save/save-workbook.ts";
import { SheetSaver } from "../../../../extension/editors/xlsx/save/sheet-saver.ts";
import type { SheetTasks } from "../../../../extension/editors/xlsx/save/sheet-tasks.ts";
import { createSheetWork } from "../../../../extension/editors/xlsx/save/sheet-work.ts";
import { ThreadHere } from "../../../support/thread-here.ts";
import { bookBytes, Hand } from "./books.ts";

const FILE = bookBytes({ Data: { A1: 1, A2: 2, B1: "=A1+A2", B2: "words" }, More: { A1: "=Data!B1" } });

/** Alice's open workbook, and the threads that were started to save it. What its formulas give is what `results` say. */
function opened(results: Readonly<Record<string, number>> = {}) {
  const alice = new Hand(FILE, 1);
  const threads: ThreadHere<SheetTasks>[] = [];
  const thread = new EditorThread<SheetTasks>(() => {
    const next = new ThreadHere(createSheetWork());
    threads.push(next);
    return next;
  });
  const computed = (sheet: string, row: number, column: number) => results[`${sheet} ${row} ${column}`];
  const book = { bytes: FILE, doc: alice.doc, model: alice.model, computed };
  const saver = new SheetSaver(book, thread);
  const save = () => saver.write();
  return { alice, save, threads, computed };
}

describe("a workbook saved by its thread", () => {
  it("is the very same file when nothing was changed", async () => {
    const { bytes, report } = await opened().save();
    expect(Buffer.compare(bytes, FILE)).toBe(0);
    expect(report).toEqual({ fallbacks: 0, missing: [] });
  });

  it("has what was edited and what formulas give, as if the page had written it", async () => {
    const { alice, save, computed } = opened({ "s0 0 1": 42 });
    alice.put("Data", "A1", 40);
    alice.style("Data", "A2:B2", { isBold: true });
    alice.put("More", "C3", "=A1*2");
    const { bytes, report } = await save();
    const here = saveWorkbook({ bytes: FILE, model: alice.model, computed });
    expect(Buffer.compare(bytes, here.bytes)).toBe(0);
    expect(report).toEqual(here.report);
    const [data] = readWorkbook(bytes).sheets;
    expect(data?.rows.get(0)?.cells.get(0)?.value).toBe(40);
    expect(data?.rows.get(0)?.cells.get(1)?.value).toBe(42);
  });

  it("has with each save what was edited since, whatever is taken back", async () => {
    const { alice, save, threads } = opened();
    for (const value of [10, 20, null]) {
      alice.put("Data", "A1", value);
      const { bytes } = await save();
      expect(readWorkbook(bytes).sheets[0]?.rows.get(0)?.cells.get(0)?.value ?? null).toBe(value);
    }
    expect(threads[0]?.asked.map(({ name }) => name)).toEqual(["open", "write", "write", "write"]);
  });

  it("is saved by the next thread when one dies", async () => {
    const { alice, save, threads } = opened();
    alice.put("Data", "B2", "kept");
    await save();
    const saving = save();
    threads[0]?.crash();
    await expect(saving).rejects.toMatchObject({ code: "EDITOR_EXPORT_FAILED" });
    const { bytes } = await save();
    expect(readWorkbook(bytes).sheets[0]?.rows.get(1)?.cells.get(1)?.value).toBe("kept");
    expect(threads[1]?.asked.map(({ name }) => name)).toEqual(["open", "write"]);
  });
});
