import { type JSX, render } from "preact";
import type { Awareness } from "y-protocols/awareness";
import type { Catalogue } from "../../ui/strings/en.ts";
import { cellName } from "./formula/references.ts";
import type { CellConflict, CellInput, WorkbookModel } from "./model/workbook-model.ts";

/** Of more cells than this a change tells in one line. */
const EACH_MAX = 3;
const NOTICES_MAX = 4;
const TEXT_MAX = 40;

interface Notice {
  readonly text: string;
  readonly remedy: { readonly label: string; act(): void } | null;
}

interface Options {
  readonly element: HTMLElement;
  readonly model: WorkbookModel;
  readonly awareness: Awareness;
  readonly strings: Catalogue;
  mayWrite(): boolean;
}

/** Says under the grid what others' changes did to one's own: two wrote in one cell, or a cell went while it was written in. */
export class Notices {
  readonly #options: Options;
  readonly #root = document.createElement("div");
  #shown: readonly Notice[] = [];

  constructor(options: Options) {
    this.#options = options;
    this.#root.className = "xlsx-notices";
    this.#root.setAttribute("role", "status");
    options.element.append(this.#root);
  }

  tellConflicts(conflicts: readonly CellConflict[]): void {
    if (conflicts.length <= EACH_MAX) for (const each of conflicts) this.#add(this.#noticeOf(each));
    else this.#tellMany(conflicts.filter(({ isOwnKept }) => !isOwnKept));
  }

  tellCellGone(text: string): void {
    const { sheet } = this.#options.strings.document;
    if (text !== "") this.#add({ text: sheet.cellGone(cut(text)), remedy: null });
  }

  /** Something that the person asked for, and that could not be. */
  tell(text: string): void {
    if (!this.#shown.some((each) => each.text === text)) this.#add({ text, remedy: null });
  }

  dispose(): void {
    render(null, this.#root);
    this.#root.remove();
  }

  #tellMany(lost: readonly CellConflict[]): void {
    const { sheet } = this.#options.strings.document;
    if (lost.length === 0) return;
    const remedy = { label: sheet.useMine, act: () => this.#putBack(lost) };
    this.#add({ text: sheet.conflictMany(lost.length), remedy });
  }

  #noticeOf(conflict: CellConflict): Notice {
    const { sheet } = this.#options.strings.document;
    const who = this.#nameOf(conflict.by);
    const cell = cellName(conflict.at);
    const kept = this.#textOf(conflict.kept);
    if (conflict.lost === null) return { text: sheet.conflictUnknown(who, cell, kept), remedy: null };
    const say = conflict.isOwnKept ? sheet.conflictYours : sheet.conflictTheirs;
    const label = conflict.isOwnKept ? sheet.useTheirs : sheet.useMine;
    const remedy = { label, act: () => this.#putBack([conflict]) };
    return { text: say(who, cell, kept, this.#textOf(conflict.lost)), remedy };
  }

  /** Into the cells where they are by now, in one step of undo. */
  #putBack(conflicts: readonly CellConflict[]): void {
    const { model, mayWrite } = this.#options;
    if (!mayWrite()) return;
    model.undoManager().stopCapturing();
    model.together(() => {
      for (const { place, lost } of conflicts) {
        const at = model.pointOf(place);
        if (at !== null && lost !== null) model.setCell(at.sheet, at, lost);
      }
    });
  }

  #nameOf(client: number): string {
    const name: unknown = this.#options.awareness.getStates().get(client)?.user?.name;
    return typeof name === "string" && name !== "" ? name : this.#options.strings.document.sheet.somebody;
  }

  #textOf(input: CellInput): string {
    const text = "formula" in input ? input.formula : String(input.value ?? "");
    return text === "" ? this.#options.strings.document.sheet.empty : cut(text);
  }

  #add(notice: Notice): void {
    this.#show([...this.#shown, notice].slice(-NOTICES_MAX));
  }

  #show(notices: readonly Notice[]): void {
    this.#shown = notices;
    const { dismiss } = this.#options.strings.document.sheet;
    const close = (notice: Notice): void => this.#show(this.#shown.filter((each) => each !== notice));
    const lines = notices.map((each) => (
      <NoticeLine key={each} notice={each} dismiss={dismiss} close={() => close(each)} />
    ));
    render(lines, this.#root);
  }
}

interface LineProps {
  readonly notice: Notice;
  readonly dismiss: string;
  close(): void;
}

function NoticeLine({ notice: { text, remedy }, dismiss, close }: LineProps): JSX.Element {
  const accept = (): void => {
    remedy?.act();
    close();
  };
  return (
    <div class="xlsx-notice">
      <span>{text}</span>
      {remedy && (
        <button type="button" onClick={accept}>
          {remedy.label}
        </button>
      )}
      <button type="button" onClick={close}>
        {dismiss}
      </button>
    </div>
  );
}

const cut = (text: string): string => {
  const characters = [...text];
  return characters.length > TEXT_MAX ? `${characters.slice(0, TEXT_MAX).join("")}…` : text;
};
