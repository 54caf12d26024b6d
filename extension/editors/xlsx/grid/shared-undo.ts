import {
  DOCS_FORMULA_BAR_EDITOR_UNIT_ID_KEY,
  DOCS_NORMAL_EDITOR_UNIT_ID_KEY,
  EDITOR_ACTIVATED,
  FOCUSING_FX_BAR_EDITOR,
  type ICommandService,
  type IContextService,
  type IUndoRedoItem,
  type IUniverInstanceService,
  LocalUndoRedoService,
} from "@univerjs/core";

/** What undoes the person's own changes and nobody else's. */
export interface UndoSource {
  undo(): void;
  redo(): void;
  undoDepth(): number;
  redoDepth(): number;
  /** Calls whenever a depth may have changed. */
  onChange(listener: () => void): void;
}

interface SharedUndoOptions {
  readonly units: IUniverInstanceService;
  readonly commands: ICommandService;
  readonly contexts: IContextService;
  readonly source: UndoSource;
}

const WORDS: readonly string[] = [DOCS_NORMAL_EDITOR_UNIT_ID_KEY, DOCS_FORMULA_BAR_EDITOR_UNIT_ID_KEY];

/**
 * The grid's own memory of changes would take back the addresses as they were, also what others did since. So in cells it
 * remembers nothing and the shared state undoes; only while a person writes in one cell, the cell's text has its own.
 */
export class SharedUndo extends LocalUndoRedoService {
  readonly #contexts: IContextService;
  readonly #source: UndoSource;

  constructor({ units, commands, contexts, source }: SharedUndoOptions) {
    super(units, commands, contexts);
    this.#contexts = contexts;
    this.#source = source;
    source.onChange(() => this._updateStatus());
  }

  override pushUndoRedo(item: IUndoRedoItem): void {
    if (WORDS.includes(item.unitID)) super.pushUndoRedo(item);
  }

  override pitchTopUndoElement(): IUndoRedoItem | null {
    if (this.#isInText()) return super.pitchTopUndoElement() ?? null;
    return this.#source.undoDepth() > 0 ? EMPTY : null;
  }

  override pitchTopRedoElement(): IUndoRedoItem | null {
    if (this.#isInText()) return super.pitchTopRedoElement() ?? null;
    return this.#source.redoDepth() > 0 ? EMPTY : null;
  }

  override popUndoToRedo(): void {
    if (this.#isInText()) super.popUndoToRedo();
    else this.#source.undo();
  }

  override popRedoToUndo(): void {
    if (this.#isInText()) super.popRedoToUndo();
    else this.#source.redo();
  }

  protected override _updateStatus(): void {
    // The base class calls this while it is being made.
    if (!(#source in this) || this.#isInText()) super._updateStatus();
    else this._undoRedoStatus$.next({ undos: this.#source.undoDepth(), redos: this.#source.redoDepth() });
  }

  #isInText(): boolean {
    const isOn = (name: string): boolean => this.#contexts.getContextValue(name);
    return isOn(EDITOR_ACTIVATED) || isOn(FOCUSING_FX_BAR_EDITOR);
  }
}

// The grid has nothing to take back by itself: what the source changes comes to it as others' changes do.
const EMPTY: IUndoRedoItem = { unitID: "", undoMutations: [], redoMutations: [] };
