import { describe, expect, it } from "vitest";
import { createExporter } from "../../../../extension/pages/editor/exporter.ts";
import { createSavingStore } from "../../../../extension/state/saving-store.ts";
import { asPlain } from "../../../../shared/bytes.ts";

/** Alice's document in a session that counts what was typed. */
function openDocument() {
  let typed = 0;
  const editor = {
    revision: () => typed,
    exportBytes: async () => ({ bytes: asPlain(new Uint8Array([typed])), revision: typed }),
  };
  const session = {
    flush: async () => undefined,
    savePoint: () => ({ session: null, covers: new Map(), upTo: typed }),
  };
  const type = () => {
    typed += 1;
  };
  return { exporter: createExporter(editor, session, () => undefined), type };
}

describe("exporting", () => {
  it("tells of each export what it holds", async () => {
    const { exporter, type } = openDocument();
    type();
    const first = await exporter.exportBytes();
    type();
    const second = await exporter.exportBytes();
    expect([first.point?.upTo, second.point?.upTo]).toEqual([1, 2]);
  });

  it("marks what a save holds as saved, and not what alice downloads while it is on its way", async () => {
    const { exporter, type } = openDocument();
    const [underWay, release] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const saved: (number | undefined)[][] = [];
    const store = createSavingStore({
      editor: exporter,
      version: 1,
      core: {
        async save({ bytes, point }) {
          saved.push([bytes[0], point?.upTo]);
          return { version: 2, savedAtMs: 9 };
        },
        async keepDraft() {
          underWay.resolve();
          await release.promise;
        },
        discardDraft: async () => undefined,
      },
    });
    type();
    const saving = store.saveNow();
    await underWay.promise;
    type();
    await exporter.exportBytes();
    release.resolve();
    await saving;
    store.dispose();
    expect(saved).toEqual([[1, 1]]);
  });
});
