const ROWS = "[data-row]";

/**
 * Lets the arrow keys go through the rows of a list, and from a search field into them. Put it on what holds both.
 * Enter in the search field opens the first row.
 */
export function onRowKeys(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>(ROWS)];
  const { target } = event;
  if (!(target instanceof HTMLElement) || rows.length === 0) return;
  const isInField = target.matches("input[type=text]");
  if (event.key === "Enter" && isInField) {
    event.preventDefault();
    rows[0]?.click();
    return;
  }
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  if (step === 0 || target.matches("select")) return;
  const row = target.closest<HTMLElement>(ROWS);
  const at = row ? rows.indexOf(row) : -1;
  if (at === -1 && !(isInField && step === 1)) return;
  event.preventDefault();
  const next = rows[at + step] ?? (step < 0 ? event.currentTarget.querySelector("input") : null);
  if (next instanceof HTMLElement) next.focus();
}
