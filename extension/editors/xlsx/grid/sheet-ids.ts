/** A sheet that a person adds in the grid has a name of the grid's own; to everybody else it has the model's. */
export class SheetIds {
  readonly #toModel = new Map<string, string>();
  readonly #toGrid = new Map<string, string>();

  pair(grid: string, model: string): void {
    this.#toModel.set(grid, model);
    this.#toGrid.set(model, grid);
  }

  model(grid: string): string {
    return this.#toModel.get(grid) ?? grid;
  }

  grid(model: string): string {
    return this.#toGrid.get(model) ?? model;
  }
}
