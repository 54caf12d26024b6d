import { getBodySlice, type IDocumentBody } from "@univerjs/core";
import { ReplaceTextRunsCommand } from "@univerjs/preset-sheets-core";
import { bodyOf, textOf } from "./edited-text.ts";
import { keepFunctionList } from "./function-list.ts";
import type { Grid } from "./grid.ts";

interface Coloured {
  readonly unitId: string;
  /** Where the caret goes: there only when the grid means to put other text in, by a click on a cell or a function. */
  readonly textRanges?: unknown;
  body: IDocumentBody;
}

/** Nothing that is typed is lost to what the grid does of its own accord a little later. */
export function keepTyped(grid: Grid, signal: AbortSignal): void {
  keepColoured(grid, signal);
  keepFunctionList(grid, signal);
}

/**
 * What the grid colours of a formula that is typed fast is what stood there when it began: it may not take the place of
 * later keys. Colouring an old text puts the text that is there now.
 */
function keepColoured(grid: Grid, signal: AbortSignal): void {
  const keeping = grid.commands.beforeCommandExecuted(({ id, params }) => {
    if (id !== ReplaceTextRunsCommand.id) return;
    const coloured = params as Coloured;
    const now = bodyOf(grid, coloured.unitId);
    const text = textOf(now);
    if (now === undefined || coloured.textRanges !== undefined || coloured.body.dataStream === text) return;
    coloured.body = getBodySlice(now, 0, text.length);
  });
  signal.addEventListener("abort", () => keeping.dispose(), { once: true });
}
