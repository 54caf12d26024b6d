/** Clicks on links to private addresses, caught before the page's own script sees them. */

export interface ClickTargets {
  isPrivate(address: string): boolean;
  openHere(address: string): void;
  /** `isActive` when the new tab is to come to the front. */
  openInTab(address: string, isActive: boolean): void;
}

const MIDDLE = 1;

/** The link that was clicked, through open shadow roots, too. */
function linkOf(event: MouseEvent): HTMLAnchorElement | null {
  const path = event.composedPath();
  return path.find(
    (each) => each instanceof HTMLAnchorElement && each.href !== "",
  ) as HTMLAnchorElement | null;
}

function follow(event: MouseEvent, link: HTMLAnchorElement, { openHere, openInTab }: ClickTargets): void {
  const isAside = event.button === MIDDLE || event.ctrlKey || event.metaKey || event.shiftKey;
  const isElsewhere = link.target !== "" && link.target !== "_self";
  if (isAside || isElsewhere) openInTab(link.href, !isAside || event.shiftKey);
  else openHere(link.href);
}

/** Only real clicks count: a script of the page that makes one up gets the browser's ordinary navigation. */
export function watchClicks(targets: ClickTargets): void {
  const onClick = (event: MouseEvent): void => {
    if (!event.isTrusted || event.button > MIDDLE || event.altKey) return;
    const link = linkOf(event);
    if (!link || link.hasAttribute("download") || !targets.isPrivate(link.href)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    follow(event, link, targets);
  };
  window.addEventListener("click", onClick, { capture: true });
  window.addEventListener("auxclick", onClick, { capture: true });
}
