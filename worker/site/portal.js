// One page for every private address. This only says which heading fits; it learns nothing but the first word of the path.
const place = location.pathname.split("/")[1] || "home";
document.documentElement.dataset.place = place;
document.documentElement.dataset.browser = navigator.userAgent.includes("Firefox/") ? "firefox" : "chrome";

const isShown = (element) => element.dataset.for.split(" ").includes(place);

document.addEventListener("DOMContentLoaded", () => {
  for (const element of document.querySelectorAll("[data-for]")) element.hidden = !isShown(element);
  document.querySelector(`[data-section="${CSS.escape(place)}"]`)?.setAttribute("aria-current", "page");
});
