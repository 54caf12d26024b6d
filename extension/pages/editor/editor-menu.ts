import {
  Calculator,
  FileDown,
  History,
  type IconNode,
  Info,
  Keyboard,
  Lock,
  Maximize,
  MessageSquare,
  Printer,
  Save,
  Search,
  ZoomIn,
  ZoomOut,
} from "lucide";
import type { OpenEditor } from "../../editors/adapter.ts";
import type { Locale } from "../../ui/locale.ts";
import type { MenuEntry, MenuItem } from "../../ui/overlays/menu-entry.ts";
import type { Overlay } from "./overlay.ts";

export interface MenuActions {
  /** Null until the document stands. */
  readonly editor: OpenEditor | null;
  /** Null where nothing can be changed. */
  readonly save: (() => void) | null;
  /** Null where the person may not. */
  readonly download: (() => void) | null;
  readonly mayReadHistory: boolean;
  readonly lock: () => void;
  /** Null where nothing can stand beside the document. */
  readonly show: ((overlay: Overlay) => void) | null;
}

const ZOOM_STEP = 1.2;

/** The menu of the bar over a document: what the editor offers, and no more. */
export function menuOf(locale: Locale, actions: MenuActions): MenuEntry[] {
  const groups = [
    fileItems(locale, actions),
    actions.editor ? documentItems(locale, actions.editor, actions.show) : [],
    viewItems(locale, actions.editor),
    aboutItems(locale, actions),
  ];
  return groups
    .filter((group) => group.length > 0)
    .flatMap((group, index) => (index === 0 ? group : [{ kind: "separator" } as const, ...group]));
}

interface ItemParts {
  readonly label: string;
  readonly icon: IconNode;
  readonly shortcut?: string;
  readonly onSelect: () => void;
}

const item = (id: string, parts: ItemParts): MenuItem => ({ kind: "item", id, ...parts });

function fileItems({ strings }: Locale, { editor, save, download }: MenuActions): MenuItem[] {
  const { menu } = strings.document;
  const print = editor?.print?.bind(editor);
  return [
    ...(save
      ? [item("save", { label: strings.editor.saveNow, icon: Save, shortcut: "Ctrl+S", onSelect: save })]
      : []),
    ...(download
      ? [item("download", { label: strings.actions.download, icon: FileDown, onSelect: download })]
      : []),
    ...(print && download ? [item("print", { label: menu.printPdf, icon: Printer, onSelect: print })] : []),
  ];
}

function documentItems({ strings }: Locale, editor: OpenEditor, show: MenuActions["show"]): MenuItem[] {
  const { menu } = strings.document;
  const find = editor.openFind?.bind(editor);
  const comments = editor.toggleComments?.bind(editor);
  return [
    ...(find
      ? [
          item("find", {
            label: strings.editor.find,
            icon: Search,
            shortcut: "Ctrl+F",
            onSelect: () => setTimeout(find),
          }),
        ]
      : []),
    ...(comments
      ? [item("comments", { label: menu.comments, icon: MessageSquare, onSelect: comments })]
      : []),
    ...(editor.statistics && show
      ? [
          item("statistics", {
            label: strings.document.statistics.title,
            icon: Calculator,
            onSelect: () => show("statistics"),
          }),
        ]
      : []),
  ];
}

function viewItems({ strings }: Locale, editor: OpenEditor | null): MenuItem[] {
  const { menu } = strings.document;
  const zoom = editor?.zoom;
  const isFull = document.fullscreenElement !== null;
  const turnFull = () =>
    void (isFull ? document.exitFullscreen() : document.documentElement.requestFullscreen()).catch(
      () => undefined, // the browser's own policy; the page is none the worse
    );
  return [
    ...(zoom
      ? [
          item("zoomIn", {
            label: menu.zoomIn,
            icon: ZoomIn,
            onSelect: () => zoom.set(zoom.get() * ZOOM_STEP),
          }),
          item("zoomOut", {
            label: menu.zoomOut,
            icon: ZoomOut,
            onSelect: () => zoom.set(zoom.get() / ZOOM_STEP),
          }),
          item("actualSize", { label: menu.actualSize, icon: Search, onSelect: () => zoom.set(1) }),
        ]
      : []),
    item("fullScreen", {
      label: isFull ? menu.leaveFullScreen : menu.fullScreen,
      icon: Maximize,
      onSelect: turnFull,
    }),
  ];
}

function aboutItems({ strings }: Locale, { mayReadHistory, lock, show }: MenuActions): MenuItem[] {
  const { editor, info, shortcuts, actions } = strings;
  return [
    ...(mayReadHistory && show
      ? [item("history", { label: editor.history, icon: History, onSelect: () => show("history") })]
      : []),
    ...(show
      ? [
          item("info", { label: info.title, icon: Info, onSelect: () => show("info") }),
          item("shortcuts", { label: shortcuts.title, icon: Keyboard, onSelect: () => show("shortcuts") }),
        ]
      : []),
    item("lock", { label: actions.lockNow, icon: Lock, onSelect: lock }),
  ];
}
