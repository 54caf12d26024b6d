// What the grid offers and a save could not keep is not offered: protection and its rights, pictures, notes, the colour of
// a sheet's tab and of its lines. A picture could also be asked for by an address.
const NAMES = [
  "sheet.command.add-range-protection-from-toolbar",
  "sheet.command.add-range-protection-from-sheet-bar",
  "sheet.command.change-sheet-protection-from-sheet-bar",
  "sheet.command.delete-worksheet-protection-from-sheet-bar",
  "sheet.command.view-sheet-permission-from-sheet-bar",
  "sheet.contextMenu.permission",
  "sheet.command.set-tab-color",
  "sheet.command.toggle-gridlines",
  "sheet.command.set-worksheet-right-to-left",
  "sheet.menu.image",
  "sheet.command.insert-cell-image",
  "sheet.command.insert-float-image",
  "sheet.operation.add-note-popup",
  "sheet.command.delete-note",
  "sheet.command.toggle-note-popup",
] as const;

/** Settings of the grid's menus: by the name of a command, whether it is left out. */
export const HIDDEN_MENUS: Record<string, { readonly hidden: true }> = Object.fromEntries(
  NAMES.map((name) => [name, { hidden: true }]),
);
