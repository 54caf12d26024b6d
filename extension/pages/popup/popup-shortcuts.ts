import type { ShortcutGroup } from "../../ui/overlays/ShortcutHelp.tsx";
import type { Catalogue } from "../../ui/strings/en.ts";

/** What works in the popup and from everywhere in the browser. */
export function popupShortcuts({ shortcuts: text, people }: Catalogue): readonly ShortcutGroup[] {
  const { shortcuts: popup } = people;
  return [
    {
      title: popup.group,
      shortcuts: [
        { label: popup.search, keys: ["/"] },
        { label: popup.list, keys: ["ArrowUp", "ArrowDown"] },
        { label: text.open, keys: ["Enter"] },
        { label: popup.tabs, keys: ["ArrowLeft", "ArrowRight"] },
        { label: popup.back, keys: ["Escape"] },
      ],
    },
    {
      title: text.groupEverywhere,
      shortcuts: [
        { label: text.lock, keys: ["Alt", "Shift", "L"] },
        { label: text.help, keys: ["?"] },
        { label: text.dismiss, keys: ["Escape"] },
      ],
    },
  ];
}
