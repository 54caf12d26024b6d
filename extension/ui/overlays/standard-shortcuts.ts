import type { Catalogue } from "../strings/en.ts";
import type { ShortcutGroup } from "./ShortcutHelp.tsx";

/** What works in the files page, ready for the help. */
export function filesShortcuts({ shortcuts: text }: Catalogue): readonly ShortcutGroup[] {
  return [
    {
      title: text.groupFiles,
      shortcuts: [
        { label: text.move, keys: ["ArrowUp", "ArrowDown"] },
        { label: text.open, keys: ["Enter"] },
        { label: text.parent, keys: ["Backspace"] },
        { label: text.rename, keys: ["F2"] },
        { label: text.delete, keys: ["Delete"] },
        { label: text.selectAll, keys: ["Control", "a"] },
        { label: text.extend, keys: ["Shift", "ArrowDown"] },
        { label: text.toggle, keys: ["Control", "Space"] },
        { label: text.menu, keys: ["Shift", "F10"] },
        { label: text.search, keys: ["/"] },
      ],
    },
    everywhere(text),
  ];
}

/** What works in the editor page, ready for the help. */
export function editorShortcuts({
  shortcuts: text,
  document: { menu },
}: Catalogue): readonly ShortcutGroup[] {
  return [
    {
      title: text.groupDocument,
      shortcuts: [
        { label: text.saveNow, keys: ["Control", "s"] },
        { label: text.find, keys: ["Control", "f"] },
        { label: menu.undo, keys: ["Control", "z"] },
        { label: menu.redo, keys: ["Control", "y"] },
        { label: menu.bold, keys: ["Control", "b"] },
        { label: menu.italic, keys: ["Control", "i"] },
        { label: menu.underline, keys: ["Control", "u"] },
      ],
    },
    everywhere(text),
  ];
}

function everywhere(text: Catalogue["shortcuts"]): ShortcutGroup {
  return {
    title: text.groupEverywhere,
    shortcuts: [
      { label: text.lock, keys: ["Alt", "Shift", "L"] },
      { label: text.help, keys: ["?"] },
      { label: text.dismiss, keys: ["Escape"] },
    ],
  };
}
