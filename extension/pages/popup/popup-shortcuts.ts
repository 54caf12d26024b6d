import type { ShortcutGroup } from "../../ui/overlays/ShortcutHelp.tsx";
import type { Catalogue } from "../../ui/strings/en.ts";

/** What works in the popup and from everywhere in the browser. */
export function popupShortcuts({ shortcuts: text }: Catalogue): readonly ShortcutGroup[] {
  return [
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
