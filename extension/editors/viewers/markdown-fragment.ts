import createPurifier from "dompurify";

/**
 * What Markdown may become. No classes, ids, names or styles: they could reach the page around it. No forms, frames or
 * vector graphics: none is needed. Pictures only from the text itself, so that reading tells nobody anything.
 */
const TAGS =
  "a b blockquote br code del em h1 h2 h3 h4 h5 h6 hr i img input kbd li ol p pre s strong sub sup table tbody td th thead tr ul";
const ATTRIBUTES = "align alt checked colspan disabled href rowspan src start title type";
const OWN_PICTURE = /^data:image\/(?:png|jpe?g|gif|webp|avif);base64,/i;
const LINK = /^(?:https?:|mailto:)/i;

/** What was made of Markdown as safe content of a page; HTML in it is treated as hostile. */
export function markdownFragment(html: string): DocumentFragment {
  const fragment = createPurifier(window).sanitize(html, {
    ALLOWED_TAGS: TAGS.split(" "),
    ALLOWED_ATTR: ATTRIBUTES.split(" "),
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
    RETURN_DOM_FRAGMENT: true,
  });
  for (const picture of fragment.querySelectorAll("img")) keepOwnPicture(picture);
  for (const link of fragment.querySelectorAll("a")) tameLink(link);
  for (const box of fragment.querySelectorAll("input")) keepCheckbox(box);
  return fragment;
}

/** A picture from elsewhere becomes its words. */
function keepOwnPicture(picture: HTMLImageElement): void {
  if (!OWN_PICTURE.test(picture.getAttribute("src") ?? "")) picture.replaceWith(picture.alt);
}

/** Leads away in a tab of its own that knows nothing of this one; anything else is text. */
function tameLink(link: HTMLAnchorElement): void {
  if (!LINK.test(link.getAttribute("href") ?? "")) {
    link.replaceWith(...link.childNodes);
    return;
  }
  link.target = "_blank";
  link.rel = "noopener noreferrer nofollow";
}

/** Of a list of tasks; it cannot be changed. */
function keepCheckbox(box: HTMLInputElement): void {
  if (box.getAttribute("type") === "checkbox") box.disabled = true;
  else box.remove();
}
