import { Plugin } from "prosemirror-state";
import { DecorationSet } from "prosemirror-view";
import { yCursorPlugin } from "y-prosemirror";
import type { Awareness } from "y-protocols/awareness";
import type { Doc } from "yjs";
import type { Presence } from "../adapter.ts";
import { isProseName } from "./shared-fields.ts";
import { fieldsOf, isCount } from "./shared-shapes.ts";

/** For whoever sends a colour that is none. */
const GREY = "#5f6368";

const colorOf = (user: Presence["user"]): string => (/^#[0-9a-f]{6}$/i.test(user.color) ? user.color : GREY);

const isUser = (user: unknown): boolean =>
  typeof fieldsOf(user)?.name === "string" && typeof fieldsOf(user)?.color === "string";

const isId = (id: unknown): boolean => isCount(fieldsOf(id)?.client) && isCount(fieldsOf(id)?.clock);

/** A place as Yjs writes it. Looking for the name of a part that is not there would make the part. */
function isPlace(value: unknown, doc: Doc): boolean {
  const place = fieldsOf(value);
  if (place === null) return false;
  const { type = null, item = null, tname = null, assoc = null } = place;
  if (type === null && item === null && tname === null) return false;
  const isPart = typeof tname === "string" && isProseName(tname) && doc.share.has(tname);
  return (
    (type === null || isId(type)) &&
    (item === null || isId(item)) &&
    (tname === null || isPart) &&
    (assoc === null || Number.isSafeInteger(assoc))
  );
}

function isCursor(value: unknown, doc: Doc): boolean {
  const cursor = fieldsOf(value);
  return cursor !== null && isPlace(cursor.anchor, doc) && isPlace(cursor.head, doc);
}

/** A caret with its person's name. Set by properties: what somebody calls himself is never markup or style. */
function caretOf(user: Presence["user"]): HTMLElement {
  const caret = document.createElement("span");
  caret.className = "person-caret";
  caret.style.borderColor = colorOf(user);
  const name = document.createElement("span");
  name.className = "person-caret-name";
  name.style.backgroundColor = colorOf(user);
  name.textContent = user.name;
  caret.append(name);
  return caret;
}

const selectionOf = (user: Presence["user"]): { class: string; style: string } => ({
  class: "person-selection",
  style: `background-color: ${colorOf(user)}40`,
});

/** Each person's own, but for the one who looks; and only what can be looked for in the text. */
const isShown =
  ({ doc }: Awareness) =>
  (own: number, client: number, state: unknown): boolean =>
    own !== client && isUser(fieldsOf(state)?.user) && isCursor(fieldsOf(state)?.cursor, doc);

/**
 * Shows where the others are, and tells them where this person is. Never throws: a text view whose state fails misses a change
 * of the others, and what is typed next would go to the wrong place.
 */
export function peopleCursors(awareness: Awareness): Plugin<DecorationSet> {
  const plugin: Plugin<DecorationSet> = yCursorPlugin(awareness, {
    awarenessStateFilter: isShown(awareness),
    cursorBuilder: caretOf,
    selectionBuilder: selectionOf,
  });
  const { state } = plugin.spec;
  if (state === undefined) throw new TypeError("y-prosemirror has changed");
  return new Plugin<DecorationSet>({
    ...plugin.spec,
    state: {
      init(config, instance) {
        try {
          return state.init.call(plugin, config, instance);
        } catch {
          return DecorationSet.empty;
        }
      },
      apply(transaction, shown, before, after) {
        try {
          return state.apply.call(plugin, transaction, shown, before, after);
        } catch {
          return shown.map(transaction.mapping, transaction.doc);
        }
      },
    },
  });
}
