/**
 * What an editor page needs from an editor, whatever the format and whether one person writes or several.
 * An adapter gets checked plaintext and gives plaintext back; it knows no keys, no network and no storage.
 */
import type { Plain } from "../../shared/bytes.ts";
import type { ErrorCode } from "../../shared/errors.ts";
import type { DocumentKind } from "./document-kinds.ts";

export type EditorTheme = "light" | "dark";

/** Words that the page puts into an editor's own menus, from extension/ui/strings. */
export interface EditorLabels {
  /** Menu entry that stores an unencrypted copy on this computer. */
  readonly downloadCopy: string;
}

export interface MountOptions {
  /** Empty, attached, with a size of its own. The editor fills it and owns what is in it until `dispose`. */
  readonly element: HTMLElement;
  /** Passed `checkPackage` already; not changed by the editor. */
  readonly bytes: Plain;
  readonly fileName: string;
  /** Written into comments and suggestions: the name that the other members see. */
  readonly author: string;
  readonly isReadOnly: boolean;
  readonly theme: EditorTheme;
  /** BCP 47; the editor falls back to English for what it does not speak. */
  readonly locale: string;
  readonly labels: EditorLabels;
  /** Called after each change by the person, soon but not at once; `revision()` is exact at any time. Opening calls it never. */
  onDirty(): void;
  /** The open editor broke down. What was exported last is good; `exportBytes` may still work. */
  onError(code: ErrorCode): void;
}

export interface ExportedDocument {
  readonly bytes: Plain;
  /** Every change up to this revision is in the bytes: a save is complete when `revision()` still says this. */
  readonly revision: number;
}

export interface OpenEditor {
  /**
   * Writes the document as it stands. Calls are answered one after the other. What it gives back was read again and is a whole package.
   * @throws EDITOR_EXPORT_FAILED when the editor wrote nothing, or something that is no whole document; the editor goes on
   */
  exportBytes(): Promise<ExportedDocument>;
  /** 0 as opened; counts up with each change, undo included. Never goes back. */
  revision(): number;
  focus(): void;
  setReadOnly(isReadOnly: boolean): void;
  setTheme(theme: EditorTheme): void;
  /** Takes the editor out of the page. Nothing of the document stays in the DOM; what was not exported is gone. */
  dispose(): void;
  /** Opens the browser's print dialog with the pages. Absent where the format cannot be printed. */
  print?(): void;
  /** 1 is 100 %. Absent where the editor has no zoom of its own. */
  readonly zoom?: { get(): number; set(factor: number): void };
}

export interface EditorAdapter {
  readonly kinds: readonly DocumentKind[];
  /**
   * Shows a document; settles once its first page stands.
   * @throws DOCUMENT_DAMAGED when the package is whole but its document cannot be read
   * @throws EDITOR_FAILED when the editor breaks down before the first page; the element is empty again
   */
  mount(options: MountOptions): Promise<OpenEditor>;
}
