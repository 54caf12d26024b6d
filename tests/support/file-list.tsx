import { FileList, type FileListProps } from "../../extension/ui/files/FileList.tsx";
import type { FileItem } from "../../extension/ui/files/file-item.ts";
import { fileItem, MENU, NOW_MS } from "./gallery/samples.ts";
import { find, findAll, focus, showLive } from "./show.tsx";

export interface World {
  selected: ReadonlySet<string>;
  readonly events: string[];
}

export const ITEMS = [
  fileItem("b", "beta 10.docx", { sizeBytes: 10, changedAtMs: NOW_MS - 3 }),
  fileItem("a", "alpha.docx", { sizeBytes: 30, changedAtMs: NOW_MS - 1, changedBy: "Carol" }),
  fileItem("c", "beta 9.docx", { sizeBytes: 20, changedAtMs: NOW_MS - 2 }),
  fileItem("f", "Zebra", { kind: "folder", sizeBytes: null }),
];

/** A page around the list that does what pages do: keep the selection, the order and which row is renamed. */
export function openList(
  items: readonly FileItem<string>[] = ITEMS,
  over: Partial<FileListProps<string>> = {},
): World {
  const world: World = { selected: new Set(), events: [] };
  let sort: FileListProps<string>["sort"] = { column: "name", direction: "up" };
  let renaming: string | null = null;
  showLive((again) => (
    <FileList
      label="Private Room"
      items={items}
      selected={world.selected}
      onSelect={(selected) => {
        world.selected = selected;
        again();
      }}
      sort={sort}
      onSort={(next) => {
        sort = next;
        again();
      }}
      renaming={renaming}
      onRenaming={(id) => {
        renaming = id;
        again();
      }}
      onRename={(id, name) => world.events.push(`rename ${id} ${name}`)}
      problemOf={(_, name) => (name.includes("/") ? "No slashes." : null)}
      onOpen={(id) => world.events.push(`open ${id}`)}
      onDelete={(ids) => world.events.push(`delete ${ids.join(" ")}`)}
      menuFor={() => MENU}
      onMove={(ids, into) => world.events.push(`move ${ids.join(" ")} into ${into}`)}
      onUploadInto={() => {}}
      onDropFailed={() => {}}
      onSearch={() => world.events.push("search")}
      onUp={() => world.events.push("up")}
      nowMs={NOW_MS}
      {...over}
    />
  ));
  focus(find("[role=grid]"));
  return world;
}

export const rows = () => findAll(".file-rows [role=row]");
export const names = () => rows().map((row) => row.querySelector(".file-name")?.textContent);
export const activeName = () => {
  const id = find("[role=grid]").getAttribute("aria-activedescendant") ?? "";
  return document.getElementById(id)?.querySelector(".file-name")?.textContent;
};
export const selection = (world: World) => [...world.selected].sort().join(" ");
