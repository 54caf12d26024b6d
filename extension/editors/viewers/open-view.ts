import type { MountOptions, OpenEditor } from "../adapter.ts";
import { dropSheet } from "./print-sheet.ts";

/** What a viewer has to offer; everything else about it is the same for all: nothing can be changed, so nothing is dirty. */
export interface View extends Pick<OpenEditor, "print" | "zoom" | "openFind" | "statistics"> {
  readonly root: HTMLElement;
  dispose?(): void;
}

/** Puts a view into the page as an editor that changes nothing: what it exports are the bytes that it got. */
export function openView({ element, bytes }: MountOptions, { root, dispose, ...offered }: View): OpenEditor {
  root.tabIndex = 0;
  element.append(root);
  return {
    ...offered,
    exportBytes: async () => ({ bytes, revision: 0 }),
    revision: () => 0,
    focus: () => root.focus({ preventScroll: true }),
    setReadOnly: () => undefined,
    setTheme: () => undefined,
    dispose() {
      dispose?.();
      dropSheet();
      element.replaceChildren();
    },
  };
}

/** A view has no state that anybody could share. */
export const noSeed = async (): Promise<Uint8Array<ArrayBuffer>> => new Uint8Array();
