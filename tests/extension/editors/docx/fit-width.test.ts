import { describe, expect, it } from "vitest";
import { fittingZoom } from "../../../../extension/editors/docx/fit-width.ts";

describe("the zoom of a document", () => {
  it.each([
    ["a narrow window shows the whole sheet", 380, 816, 0.436],
    ["a wide window shows it in its own size", 1024, 816, 1],
    ["beside an open panel the whole sheet is in sight", 704, 816, 0.833],
    ["a very narrow one does not make it unreadable", 120, 816, 0.35],
    ["a small sheet is not blown up", 380, 200, 1],
    ["without a sheet nothing changes", 380, 0, 1],
  ])("%s", (_, room, sheet, zoom) => expect(fittingZoom(room, sheet)).toBeCloseTo(zoom, 3));
});
