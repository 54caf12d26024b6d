// Firefox lists its toolbar popups to no automation. A script in the browser's own window, which
// --remote-allow-system-access permits, presses the button and works in the popup.
import type { Browser } from "puppeteer-core";
import { GECKO_ID } from "../../extension/manifest.ts";
import { until } from "./until.ts";

interface BidiConnection {
  send(method: string, params: object): Promise<{ result: unknown }>;
}
interface WindowTree {
  readonly contexts: readonly { readonly context: string }[];
}
interface Evaluation {
  readonly result?: { readonly value?: unknown };
  readonly exceptionDetails?: { readonly text: string };
}

const ANSWER_MS = 2_000;

/** Presses the extension's button in the toolbar of the window in front. */
export const pressToolbarButton = (browser: Browser): Promise<unknown> =>
  inWindow(
    browser,
    `(() => {
      const { ExtensionParent } = ChromeUtils.importESModule("resource://gre/modules/ExtensionParent.sys.mjs");
      const { extension } = WebExtensionPolicy.getByID(${JSON.stringify(GECKO_ID)});
      ExtensionParent.apiManager.global.browserActionFor(extension).triggerAction(window);
    })()`,
  );

/** Ends the extension's background page, as the button for it in about:debugging does. */
export async function endBackground(browser: Browser): Promise<void> {
  // An event on its way starts it again at once: then it is ended once more
  await until("the end of the background", async () => (await endOnce(browser)) === "stopped");
}

const endOnce = (browser: Browser): Promise<unknown> =>
  inWindow(
    browser,
    `(async () => {
      const { extension } = WebExtensionPolicy.getByID(${JSON.stringify(GECKO_ID)});
      await extension.terminateBackground({ ignoreDevToolsAttached: true });
      return extension.backgroundState;
    })()`,
  );

/** What the browser does when the keys of a command of the extension are pressed. */
export const giveCommand = (browser: Browser, command: string): Promise<unknown> =>
  inWindow(
    browser,
    `(() => {
      const { extension } = WebExtensionPolicy.getByID(${JSON.stringify(GECKO_ID)});
      extension.shortcuts.onCommand(${JSON.stringify(command)});
    })()`,
  );

/** Evaluates `body` (statements with a return) in the open popup, whose window is `content`; null when none is open. */
export function inToolbarPopup(browser: Browser, body: string): Promise<unknown> {
  const answer = `strongroom-test-${crypto.randomUUID()}`;
  const script = `sendAsyncMessage(${JSON.stringify(answer)}, (() => { ${body} })())`;
  return inWindow(
    browser,
    `new Promise((done) => {
      const isPopup = (each) => each.currentURI?.spec.endsWith("/popup.html") && each.closest("panel") !== null;
      const popup = [...document.querySelectorAll("browser")].find(isPopup);
      if (popup === undefined) return done(null);
      setTimeout(() => done(null), ${ANSWER_MS}); // it closed while it was asked
      const { messageManager } = popup;
      messageManager.addMessageListener(${JSON.stringify(answer)}, ({ data }) => done(data));
      messageManager.loadFrameScript("data:application/javascript," + encodeURIComponent(${JSON.stringify(script)}), false);
    })`,
  );
}

async function inWindow(browser: Browser, expression: string): Promise<unknown> {
  const { connection } = browser as unknown as { connection: BidiConnection };
  const tree = await connection.send("browsingContext.getTree", { "moz:scope": "chrome", maxDepth: 0 });
  const context = (tree.result as WindowTree).contexts[0]?.context;
  const { result } = await connection.send("script.evaluate", {
    expression,
    target: { context },
    awaitPromise: true,
  });
  const { result: value, exceptionDetails } = result as Evaluation;
  if (exceptionDetails !== undefined) throw new Error(exceptionDetails.text);
  return value?.value ?? null;
}
