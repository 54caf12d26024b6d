import type { JSX } from "preact";
import { useLocale } from "../locale.ts";
import { Dialog } from "./Dialog.tsx";

export interface Shortcut {
  readonly label: string;
  /** Keys pressed together, as KeyboardEvent.key names: ["Control", "a"]. */
  readonly keys: readonly string[];
}

export interface ShortcutGroup {
  readonly title: string;
  readonly shortcuts: readonly Shortcut[];
}

export interface ShortcutHelpProps {
  readonly groups: readonly ShortcutGroup[];
  readonly onClose: () => void;
}

export function ShortcutHelp({ groups, onClose }: ShortcutHelpProps): JSX.Element {
  const { shortcuts } = useLocale().strings;
  return (
    <Dialog title={shortcuts.title} width="wide" onClose={onClose}>
      <div class="shortcut-groups">
        {groups.map((group) => (
          <section key={group.title} class="shortcut-group">
            <h3>{group.title}</h3>
            <dl>
              {group.shortcuts.map((shortcut) => (
                <div key={shortcut.label} class="shortcut-row">
                  <dt>{shortcut.label}</dt>
                  <dd>
                    <Keys keys={shortcut.keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

const ARROWS: ReadonlyMap<string, string> = new Map([
  ["ArrowUp", "↑"],
  ["ArrowDown", "↓"],
  ["ArrowLeft", "←"],
  ["ArrowRight", "→"],
]);

function Keys({ keys }: { readonly keys: readonly string[] }): JSX.Element {
  const { keyNames } = useLocale().strings.shortcuts;
  const names = new Map(Object.entries(keyNames));
  const nameOf = (key: string) => ARROWS.get(key) ?? names.get(key) ?? key.toUpperCase();
  return (
    <span class="keys" dir="ltr">
      {keys.map((key) => (
        <kbd key={key}>{nameOf(key)}</kbd>
      ))}
    </span>
  );
}
