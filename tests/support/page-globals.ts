// The database first: it looks for `window` and would put itself there.
import "fake-indexeddb/auto";

/** The two objects of a page that use cases listen to, for tests that run the client against a real server in Node. */
export const page = {
  document: Object.assign(new EventTarget(), { visibilityState: "visible" }),
  window: new EventTarget(),
};

Object.assign(globalThis, page);
