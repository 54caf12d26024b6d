import { registerChips } from "./grid/cell-chip.tsx";
import type { Drawings } from "./grid/drawings-to-grid.ts";
import type { PrintedPicture } from "./grid/print-pictures.ts";
import { ShownDrawings } from "./grid/show-drawings.ts";
import { SheetLinks } from "./links/sheet-links.ts";
import type { ModelChange } from "./model/workbook-model.ts";
import { ShownRules } from "./rules/shown-rules.ts";
import type { FeatureOptions } from "./sheet-feature.ts";
import { SheetValidation } from "./validation/sheet-validation.ts";

/** What a file has beside its cells, and nobody edits here: pictures, charts, links, rules of formatting and of what may stand in a cell. They stay with their cells. */
export class FileFeatures {
  readonly #drawings: ShownDrawings;
  readonly #links: SheetLinks;
  readonly #rules: ShownRules;
  readonly #validation: SheetValidation;

  constructor(options: FeatureOptions, drawings: Drawings) {
    const { model, grid, ids, notices, locale } = options;
    registerChips(grid);
    this.#drawings = new ShownDrawings(grid, drawings, ids);
    this.#links = new SheetLinks(options);
    this.#validation = new SheetValidation(options);
    this.#rules = new ShownRules({ model, grid, ids });
    const { unknown } = this.#rules;
    if (unknown > 0) notices.tell(locale.strings.document.sheet.rulesUnknown(unknown));
  }

  /** After the grid shows a change of the model. */
  update({ lines, reordered, sizes, sheets }: ModelChange): void {
    if (lines.length > 0 || sizes.length > 0) this.#drawings.update();
    if (lines.length === 0 && reordered.length === 0 && !sheets) return;
    this.#links.forget();
    this.#validation.forget();
    this.#rules.update();
  }

  /** Pictures and charts of a sheet of the grid. */
  picturesOn(name: string): PrintedPicture[] {
    return this.#drawings.on(name);
  }

  /** The person is in another cell. */
  select(): void {
    this.#links.select();
    this.#validation.select();
  }

  dispose(): void {
    this.#drawings.dispose();
    this.#links.dispose();
    this.#validation.dispose();
    this.#rules.dispose();
  }
}
