import {
  IEditorService,
  IShortcutService,
  KeyCode,
  ReplaceTextRunsCommand,
} from "@univerjs/preset-sheets-core";
import { textIn } from "./edited-text.ts";
import type { Grid } from "./grid.ts";

/**
 * The grid's list of functions belongs to what stood in the cell a third of a second ago, and puts the caret behind the
 * function that was taken from it only 30 ms later. Here its keys are its own only while it is the list for what stands,
 * and the caret is there at once.
 */
const LIST = '[data-u-comp="sheets-formula-editor"] li span span';
const LIST_KEYS = "sheet.formula-embedding-editor.search_function.";
const NAME_AT_END = /[\p{L}_][\p{L}\p{N}._]*$/u;

type Shortcut = Parameters<IShortcutService["registerShortcut"]>[0];

interface Placed {
  readonly unitId: string;
  readonly body: { readonly dataStream: string };
  textRanges?: readonly { readonly startOffset: number; readonly endOffset: number }[];
}

export function keepFunctionList(grid: Grid, signal: AbortSignal): void {
  const shortcuts = grid.univer.__getInjector().get(IShortcutService);
  const register = shortcuts.registerShortcut.bind(shortcuts);
  // The grid asks its shortcuts before any listener of ours hears a key: so they themselves say when they are meant.
  shortcuts.registerShortcut = (item) =>
    register(item.id.startsWith(LIST_KEYS) ? whileCurrent(grid, item) : item);
  keepCaret(grid, signal);
}

function whileCurrent(grid: Grid, item: Shortcut): Shortcut {
  const editor = item.id.slice(LIST_KEYS.length);
  return {
    ...item,
    preconditions: (contexts) => isForWhatStands(grid, editor) && item.preconditions?.(contexts) !== false,
  };
}

function isForWhatStands(grid: Grid, editor: string): boolean {
  const typed = NAME_AT_END.exec(textIn(grid, editor))?.[0];
  return (
    typed !== undefined && typed.toUpperCase() === document.querySelector(LIST)?.textContent?.toUpperCase()
  );
}

/** What is typed right after a function was taken stands behind it. */
function keepCaret(grid: Grid, signal: AbortSignal): void {
  let isTaking = false;
  const before = grid.commands.beforeCommandExecuted(({ id, params }) => {
    if (id.startsWith(LIST_KEYS)) isTaking = isTake(params);
    else if (isTaking && id === ReplaceTextRunsCommand.id) {
      const placed = params as Placed;
      placeCaret(grid, placed);
      passOverLateCaret(grid, placed.unitId);
    }
  });
  const after = grid.commands.onCommandExecuted(({ id }) => {
    if (id.startsWith(LIST_KEYS)) isTaking = false;
  });
  const end = (): void => {
    before.dispose();
    after.dispose();
  };
  signal.addEventListener("abort", end, { once: true });
}

const isTake = (params: unknown): boolean => {
  const { keyCode } = params as { readonly keyCode: KeyCode };
  return keyCode === KeyCode.ENTER || keyCode === KeyCode.TAB;
};

function placeCaret(grid: Grid, placed: Placed): void {
  const more = placed.body.dataStream.length - textIn(grid, placed.unitId).length;
  if (placed.textRanges === undefined) return;
  placed.textRanges = placed.textRanges.map((range) => ({
    ...range,
    startOffset: range.startOffset + more,
    endOffset: range.endOffset + more,
  }));
}

/** Longer than the grid waits until it places the caret, where it meant to before anything more was typed. */
const LATE_MS = 50;

/** What ends the passing over, by the editor in which one caret is awaited. */
const awaited = new WeakMap<object, () => void>();

function passOverLateCaret(grid: Grid, unitId: string): void {
  const editor = grid.univer.__getInjector().get(IEditorService).getEditor(unitId);
  if (!editor) return;
  awaited.get(editor)?.();
  const { setSelectionRanges } = editor;
  const again = (): void => {
    clearTimeout(timer);
    awaited.delete(editor);
    Object.assign(editor, { setSelectionRanges });
  };
  const timer = setTimeout(again, LATE_MS);
  awaited.set(editor, again);
  Object.assign(editor, { setSelectionRanges: again });
}
