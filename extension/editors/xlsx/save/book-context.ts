import type { WorkbookState } from "../model/workbook-state.ts";
import type { Markup } from "../package/markup.ts";
import type { Parts } from "../package/parts.ts";

/** A workbook while it is written. */
export interface BookContext {
  readonly parts: Parts;
  readonly state: WorkbookState;
  /** The workbook's own. */
  readonly part: string;
  readonly root: Markup;
}
