import { setGoogleFontsEnabled } from "@eigenpal/docx-editor-core/utils";
import { strFromU8, unzipSync } from "fflate";
import { EditorState } from "prosemirror-state";
import { afterEach, describe, expect, it, vi } from "vitest";
import { DocxSaver } from "../../../../extension/editors/docx/docx-saver.ts";
import type { DocxTasks } from "../../../../extension/editors/docx/docx-tasks.ts";
import { createDocxWork } from "../../../../extension/editors/docx/docx-work.ts";
import { readDocx } from "../../../../extension/editors/docx/read-docx.ts";
import type { DocxState } from "../../../../extension/editors/docx/write-docx.ts";
import { EditorThread } from "../../../../extension/editors/thread/editor-thread.ts";
import { asPlain } from "../../../../shared/bytes.ts";
import { AppError } from "../../../../shared/errors.ts";
import { longDocument } from "../../../bench/long-document.ts";
import { ThreadHere } from "../../../support/thread-here.ts";

setGoogleFontsEnabled(false);

const FILE = asPlain(longDocument(3));

/** A document that is open, and the threads that were started to save it. */
async function opened() {
  const threads: ThreadHere<DocxTasks>[] = [];
  const thread = new EditorThread<DocxTasks>(() => {
    const next = new ThreadHere(createDocxWork());
    threads.push(next);
    return next;
  });
  return { state: await readDocx(FILE), saver: new DocxSaver(FILE, thread), thread, threads };
}

function typed(state: DocxState, text: string): DocxState {
  const { tr } = EditorState.create({ doc: state.body });
  return { ...state, body: tr.insertText(text, 1).doc };
}

const textOf = (bytes: Uint8Array): string =>
  strFromU8(unzipSync(bytes)["word/document.xml"] ?? new Uint8Array());

const blocksSent = ({ asked }: ThreadHere<DocxTasks>): number =>
  asked.reduce(
    (sum, { name, input }) => sum + (name === "blocks" ? (input as Map<number, unknown>).size : 0),
    0,
  );

/** Longer than a document has to be left alone. */
const LONG_MS = 60_000;

describe("a text document that a thread reads ahead of the first save", () => {
  afterEach(() => vi.useRealTimers());

  it("is read once nobody changes it", async () => {
    const { saver, threads } = await opened();
    vi.useFakeTimers();
    const preparing = saver.prepare();
    expect(threads).toHaveLength(0);
    for (let edit = 0; edit < 100; edit++) {
      vi.advanceTimersByTime(LONG_MS / 60);
      preparing.putOff();
    }
    expect(threads).toHaveLength(0);
    vi.advanceTimersByTime(LONG_MS);
    expect(threads[0]?.asked).toMatchObject([{ name: "open" }]);
  });

  it("is not read once it was closed", async () => {
    const { saver, threads } = await opened();
    vi.useFakeTimers();
    const preparing = saver.prepare();
    preparing.end();
    preparing.putOff();
    vi.advanceTimersByTime(LONG_MS);
    expect(threads).toHaveLength(0);
  });
});

describe("a text document saved by its thread", () => {
  it("is the very same file when nothing was changed", async () => {
    const { state, saver } = await opened();
    const { bytes, report } = await saver.write(state);
    expect(Buffer.compare(bytes, FILE)).toBe(0);
    expect(report).toEqual({ fallbacks: 0, missing: [] });
  });

  it("is told to no thread that does not know it: one died while it read the file", async () => {
    const { state, saver, threads } = await opened();
    const saving = saver.write(state);
    threads[0]?.crash();
    await expect(saving).rejects.toMatchObject({ code: "EDITOR_EXPORT_FAILED" });
    expect(threads).toHaveLength(1);
    expect(textOf((await saver.write(typed(state, "again "))).bytes)).toContain("again ");
  });

  it("has what was typed; the next save sends the one block in which something is new", async () => {
    const { state, saver, threads } = await opened();
    const first = typed(state, "Alice & Bob ");
    expect(textOf((await saver.write(first)).bytes)).toContain("Alice &amp; Bob ");
    const [thread] = threads;
    const sent = thread ? blocksSent(thread) : 0;
    expect(sent).toBe(
      first.body.childCount + [...first.margins.values()].reduce((n, m) => n + m.childCount, 0),
    );
    expect(textOf((await saver.write(typed(first, "both: "))).bytes)).toContain("both: Alice &amp; Bob ");
    expect(thread && blocksSent(thread)).toBe(sent + 1);
    expect(textOf((await saver.write(first)).bytes)).not.toContain("both: ");
  });

  it("is not saved when the thread dies, and is with the next try", async () => {
    const { state, saver, threads } = await opened();
    const now = typed(state, "Alice ");
    await saver.write(state);
    const saving = saver.write(now);
    threads[0]?.crash();
    await expect(saving).rejects.toEqual(new AppError("EDITOR_EXPORT_FAILED"));
    expect(textOf((await saver.write(now)).bytes)).toContain("Alice ");
    expect(threads).toHaveLength(2);
  });

  it("is read by nobody any more once the thread was ended", async () => {
    const { state, saver, thread, threads } = await opened();
    thread.end();
    await expect(saver.write(state)).rejects.toEqual(new AppError("EDITOR_EXPORT_FAILED"));
    expect(threads).toHaveLength(0);
  });
});
