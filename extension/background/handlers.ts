import browser, { type Runtime } from "webextension-polyfill";
import { AppError } from "../../shared/errors.ts";
import { pageOf, parsePrivateAddress } from "../messages/addresses.ts";
import {
  type Answer,
  MESSAGES,
  type MessageBody,
  type MessageName,
  type MessageReply,
  parseMessage,
} from "../messages/protocol.ts";
import { lockNow } from "../vault/lock.ts";
import { readPortalRecords } from "../vault/records.ts";
import { watchPortals } from "./portal-scripts.ts";

/** What the background does for each message of the table. */

type Handlers = {
  readonly [Name in MessageName]: (
    body: MessageBody<Name>,
    sender: Runtime.MessageSender,
  ) => Promise<MessageReply<Name>>;
};

const readOrigins = async () => (await readPortalRecords()).map(({ origin }) => origin);

const HANDLERS: Handlers = {
  lockNow: async () => {
    await lockNow();
    return null;
  },
  portalConnected: async () => {
    await watchPortals();
    return null;
  },
  portalDisconnected: async () => {
    await watchPortals();
    return null;
  },
  listOrigins: () => readOrigins(),
  openInTab: async ({ address, isActive }, { tab }) => {
    const parsed = parsePrivateAddress(address, await readOrigins());
    if (!parsed) throw new AppError("NOT_A_PORTAL");
    const place = tab
      ? { index: tab.index + 1, ...(tab.id === undefined ? {} : { openerTabId: tab.id }) }
      : {};
    await browser.tabs.create({ url: ownOrigin() + pageOf(parsed), active: isActive, ...place });
    return null;
  },
};

/** Not `getURL`, which gives a changing address for what web pages may reach. */
const ownOrigin = (): string => globalThis.location?.origin ?? new URL(browser.runtime.getURL("")).origin;

const originOf = (address: string | undefined): string | null => URL.parse(address ?? "")?.origin ?? null;

/** A page of the extension, or the top frame of a page of a connected portal: each may send its own messages only. */
async function isAllowed(name: MessageName, sender: Runtime.MessageSender): Promise<boolean> {
  if (sender.id !== browser.runtime.id) return false;
  const origin = originOf(sender.url);
  if (MESSAGES[name].from === "page") return origin === ownOrigin();
  const origins: readonly string[] = await readOrigins();
  return sender.frameId === 0 && sender.tab !== undefined && origin !== null && origins.includes(origin);
}

async function handle<Name extends MessageName>(
  name: Name,
  body: unknown,
  sender: Runtime.MessageSender,
): Promise<Answer> {
  try {
    if (!(await isAllowed(name, sender))) throw new AppError("RIGHT_MISSING");
    return { ok: true, value: await HANDLERS[name](body as MessageBody<Name>, sender) };
  } catch (error) {
    return { ok: false, code: error instanceof AppError ? error.code : "INTERNAL" };
  }
}

/** Answers a message; what is not of the table gets no answer at all. */
export function answer(message: unknown, sender: Runtime.MessageSender): Promise<Answer> | undefined {
  const parsed = parseMessage(message);
  return parsed ? handle(parsed.name, parsed.body, sender) : undefined;
}
