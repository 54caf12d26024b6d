let takeAway: (() => void) | null = null;

/**
 * Opens the browser's print dialog with this and nothing else of the page: what stands beside a sheet is hidden in print.
 * The sheet is gone again when the dialog has closed, or the next one is printed; `onGone` is told.
 */
export function printSheet(content: readonly Node[], onGone: () => void = () => undefined): void {
  takeAway?.();
  const sheet = document.createElement("div");
  sheet.className = "print-sheet";
  sheet.append(...content);
  document.body.append(sheet);
  const end = (): void => {
    removeEventListener("afterprint", end);
    takeAway = null;
    sheet.remove();
    onGone();
  };
  takeAway = end;
  addEventListener("afterprint", end);
  print();
}

/** Of a document that is closed nothing stays in the page, printed or not. */
export const dropSheet = (): void => takeAway?.();
