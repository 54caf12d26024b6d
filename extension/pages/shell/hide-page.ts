const TITLE = "Strongroom";
let hidings = 0;
let shown: HTMLElement | null = null;
let blank: HTMLElement | null = null;

/**
 * Takes all that the page shows, and its title, out of the document at once; what it gives puts it back. Sealing unsaved
 * work takes its time, in a tab in the back seconds: nothing of it is to be seen meanwhile. The whole body goes, since
 * an editor keeps more than stands in its own place.
 */
export function hidePage(): () => void {
  hidings += 1;
  if (hidings === 1) {
    shown = document.body;
    blank = document.createElement("body");
    shown.replaceWith(blank);
  }
  document.title = TITLE;
  let isOver = false;
  return () => {
    if (isOver) return;
    isOver = true;
    hidings -= 1;
    if (hidings === 0 && shown) blank?.replaceWith(shown);
  };
}
