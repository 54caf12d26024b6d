/**
 * What an editor page needs from an editor, whatever the format and whether one person writes or several.
 * An adapter gets checked plaintext and gives plaintext back; it knows no keys, no network and no storage.
 */
import type { Awareness } from "y-protocols/awareness";
import type { Doc } from "yjs";
import type { Bytes, Plain } from "../../shared/bytes.ts";
import type { ErrorCode } from "../../shared/errors.ts";
import type { OpenedKind } from "./document-kinds.ts";

export type EditorTheme = "light" | "dark";

/** Words that the page puts into an editor's own menus, from extension/ui/strings. */
export interface EditorLabels {
  /** Menu entry that stores an unencrypted copy on this computer. */
  readonly downloadCopy: string;
}

/**
 * A document as several people change it at once. It belongs to the live session, which carries changes between people;
 * the editor shows it, writes the person's own changes into it, and destroys neither.
 */
export interface SharedState {
  /** Holds the whole state when the editor is mounted: the seed and what came after. Changes by others come with `REMOTE` as their origin. */
  readonly doc: Doc;
  /** Who is here and where: each client's local state is an {@link Presence}. */
  readonly awareness: Awareness;
}

/** Origin of the transactions that bring other people's changes. Everything else is the person's own and can be undone. */
export const REMOTE: unique symbol = Symbol("changes of others");

/** What people in a document see of each other. `cursor` is the editor's own affair: relative positions, never absolute ones. */
export interface Presence {
  readonly user: { readonly id: string; readonly name: string; readonly color: string };
  readonly cursor?: unknown;
}

export interface MountOptions {
  /** Empty, attached, with a size of its own. The editor fills it and owns what is in it until `dispose`. */
  readonly element: HTMLElement;
  /** The version that the shared state stands on. Passed `checkPackage` already; not changed by the editor. */
  readonly bytes: Plain;
  readonly shared: SharedState;
  readonly fileName: string;
  /** Written into comments and suggestions: the name that the other members see. */
  readonly author: string;
  readonly isReadOnly: boolean;
  readonly theme: EditorTheme;
  /** BCP 47; the editor falls back to English for what it does not speak. */
  readonly locale: string;
  readonly labels: EditorLabels;
  /** Called after each change, whoever made it, soon but not at once; `revision()` is exact at any time. Opening calls it never. */
  onDirty(): void;
  /** The open editor broke down. What was exported last is good; `exportBytes` may still work. */
  onError(code: ErrorCode): void;
}

/** What a save had to leave to the library's own writer, or could not place. Shown to the person; empty is the rule. */
export interface ExportReport {
  /** Elements taken over as the library writes them, because no change could be traced inside them. */
  readonly fallbacks: number;
  /** Changes done as asked that may have taken more with them than was meant. Left out where there are none. */
  readonly hazards?: number;
  /** Edits that are in the editor and did not arrive in the bytes. */
  readonly missing: readonly string[];
}

export interface ExportedDocument {
  readonly bytes: Plain;
  readonly report?: ExportReport;
  /** Every change up to this revision is in the bytes: a save is complete when `revision()` still says this. */
  readonly revision: number;
}

export interface OpenEditor {
  /**
   * Writes the document as it stands. Calls are answered one after the other. What it gives back was read again and is a whole package.
   * @throws EDITOR_EXPORT_FAILED when the editor wrote nothing, or something that is no whole document; the editor goes on
   */
  exportBytes(): Promise<ExportedDocument>;
  /** 0 as opened; counts up with each change, whoever made it, undo included. Never goes back. */
  revision(): number;
  focus(): void;
  /** Takes what is being typed into a field of the editor's own (a cell) into the document: before everything is locked or left. */
  endInput?(): void;
  setReadOnly(isReadOnly: boolean): void;
  setTheme(theme: EditorTheme): void;
  /** Takes the editor out of the page. Nothing of the document stays in the DOM; what was not exported is gone. */
  dispose(): void;
  /** Opens the browser's print dialog with the pages. Absent where the format cannot be printed. */
  print?(): void;
  /** 1 is 100 %. Absent where the editor has no zoom of its own. */
  readonly zoom?: { get(): number; set(factor: number): void };
  /** Opens the editor's own search; with replacing where the person may write. Absent where it has none. */
  openFind?(): void;
  /** Opens the comments beside the document, or closes them. Absent where the format has none. */
  toggleComments?(): void;
  /** Counted when asked: of the selection where there is one, else of the whole document. */
  statistics?(): Statistics;
}

/** What the person can ask about a document; a format gives what it can count. */
export interface Statistics {
  readonly isSelection: boolean;
  readonly pages?: number;
  readonly words?: number;
  readonly characters?: number;
  /** Cells that hold something, and those among them that hold numbers. */
  readonly cells?: number;
  readonly numbers?: { readonly count: number; readonly sum: number };
}

export interface EditorAdapter {
  readonly kinds: readonly OpenedKind[];
  /**
   * A Yjs update that makes an empty shared state into that of the document. Two clients' seeds differ, so exactly one is
   * ever applied. Empty where the state holds only what differs from the bytes.
   * @throws DOCUMENT_DAMAGED
   */
  seed(bytes: Plain): Promise<Bytes>;
  /**
   * Shows a document; settles once its first page stands.
   * @throws DOCUMENT_DAMAGED when the package is whole but its document cannot be read
   * @throws EDITOR_FAILED when the editor breaks down before the first page; the element is empty again
   */
  mount(options: MountOptions): Promise<OpenEditor>;
  /** What `seed` has kept for `mount` is not shown, or not any more. */
  readonly forget?: () => void;
}
