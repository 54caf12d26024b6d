/** Whether this is Firefox, whose cipher is fed and emptied fastest in other ways (`slab.ts`, `window.ts`, `release.ts`). What is sealed is the same. */
export const isFirefox = navigator.userAgent.includes("Firefox/");
