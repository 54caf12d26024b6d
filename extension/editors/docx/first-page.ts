import { AppError } from "../../../shared/errors.ts";

const PAGE = ".layout-page";
/** What the editor shows in place of a document: when it could not read one, and when it broke down. */
const UNREADABLE = ".docx-editor-error";
const BROKEN = ".docx-error-fallback";

/** True while the editor shows its failure instead of pages. */
export const isBroken = (element: Element): boolean =>
  element.querySelector(`${UNREADABLE}, ${BROKEN}`) !== null;

function isShown(element: Element): boolean {
  if (element.querySelector(UNREADABLE) !== null) throw new AppError("DOCUMENT_DAMAGED");
  if (element.querySelector(BROKEN) !== null) throw new AppError("EDITOR_FAILED");
  return element.querySelector(PAGE) !== null;
}

/**
 * Settles when the first page stands in `element`. The DOM is asked because the editor's own error event also tells of fonts
 * and other things that do not keep a document from opening.
 * @throws DOCUMENT_DAMAGED or EDITOR_FAILED when the editor shows a failure instead
 */
export function firstPage(element: Element): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      try {
        if (!isShown(element)) return;
        resolve();
      } catch (cause) {
        reject(cause);
      }
      observer.disconnect();
    };
    const observer = new MutationObserver(look);
    observer.observe(element, { childList: true, subtree: true });
    look();
  });
}
