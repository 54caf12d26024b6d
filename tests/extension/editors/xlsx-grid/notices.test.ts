import { afterEach, describe, expect, it } from "vitest";
import { Awareness } from "y-protocols/awareness";
import { Doc } from "yjs";
import { openModel } from "../../../../extension/editors/xlsx/model/open-model.ts";
import { Notices } from "../../../../extension/editors/xlsx/notices.tsx";
import { readWorkbook } from "../../../../extension/editors/xlsx/package/read-workbook.ts";
import { ENGLISH } from "../../../../extension/ui/locale.ts";
import { clear, during } from "../../../support/show.tsx";
import { chartedBook } from "../xlsx/charted-book.ts";

afterEach(clear);

/** What alice reads when somebody who is called so wrote in her cell. */
function told(name: string): string {
  const doc = new Doc();
  const model = openModel(doc, readWorkbook(chartedBook()));
  const awareness = new Awareness(doc);
  awareness.setLocalStateField("user", { name });
  const notices = new Notices({
    ...{ element: document.body, model, awareness, strings: ENGLISH.strings, mayWrite: () => true },
  });
  const place = model.placeAt("s0", 0, 0);
  const at = { sheet: "s0", row: 0, column: 0 };
  const conflict = { by: doc.clientID, place, at, kept: { value: "mine" }, lost: null, isOwnKept: true };
  during(() => notices.tellConflicts([conflict]));
  const text = document.body.textContent ?? "";
  awareness.destroy();
  notices.dispose();
  return text.replace(/[\u2068\u2069]/g, "");
}

describe("a notice of two who wrote in one cell", () => {
  it("names the other, and somebody whose name is not known", () => {
    expect(told("Bob")).toContain("Bob wrote in A1");
    expect(told("")).toContain("Somebody wrote in A1");
  });
});
