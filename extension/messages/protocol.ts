import * as v from "valibot";
import browser from "webextension-polyfill";
import { AppError, type ErrorCode, isErrorCode } from "../../shared/errors.ts";
import { originField } from "./origin-field.ts";

/**
 * Every message there is, as a table. No key, name or content ever goes in one. `from` says who may send it:
 * a page of the extension, or the content script on a connected portal's page. Web pages can send nothing.
 */
const nothing = v.strictObject({});

interface MessageRow {
  readonly from: "page" | "portal";
  readonly body: v.GenericSchema<unknown, unknown>;
  readonly reply: v.GenericSchema<unknown, unknown>;
}

export const MESSAGES = {
  /** Locks everything at once. */
  lockNow: { from: "page", body: nothing, reply: v.null() },
  /** A portal was connected: watch its pages. */
  portalConnected: { from: "page", body: v.strictObject({ origin: originField }), reply: v.null() },
  /** A portal was disconnected: leave its pages alone. */
  portalDisconnected: { from: "page", body: v.strictObject({ origin: originField }), reply: v.null() },
  /** Which portals' addresses are private ones. Their origins are known to anybody who sees the links. */
  listOrigins: { from: "portal", body: nothing, reply: v.pipe(v.array(originField), v.maxLength(1000)) },
  /** Opens the extension's page for a private address in a new tab beside the sender's. */
  openInTab: {
    from: "portal",
    body: v.strictObject({ address: v.pipe(v.string(), v.maxLength(2000)), isActive: v.boolean() }),
    reply: v.null(),
  },
} as const satisfies Record<string, MessageRow>;

export type MessageName = keyof typeof MESSAGES;
export type MessageBody<Name extends MessageName> = v.InferOutput<(typeof MESSAGES)[Name]["body"]>;
export type MessageReply<Name extends MessageName> = v.InferOutput<(typeof MESSAGES)[Name]["reply"]>;

const envelope = v.strictObject({ message: v.string(), body: v.unknown() });
const answer = v.variant("ok", [
  v.strictObject({ ok: v.literal(true), value: v.unknown() }),
  v.strictObject({ ok: v.literal(false), code: v.custom<ErrorCode>(isErrorCode) }),
]);

export type Answer = v.InferOutput<typeof answer>;

/**
 * Sends a message to the background.
 * @throws what the handler threw; INTERNAL when nobody answered in the agreed form
 */
export async function send<Name extends MessageName>(
  message: Name,
  body: v.InferInput<(typeof MESSAGES)[Name]["body"]>,
): Promise<MessageReply<Name>> {
  const reply = v.safeParse(answer, await browser.runtime.sendMessage({ message, body }));
  if (!reply.success) throw new AppError("INTERNAL");
  if (!reply.output.ok) throw new AppError(reply.output.code);
  const value = v.safeParse(MESSAGES[message].reply, reply.output.value);
  if (!value.success) throw new AppError("INTERNAL");
  return value.output as MessageReply<Name>;
}

/** Reads what came in; null for a message that is not of the table. */
export function parseMessage(value: unknown): { name: MessageName; body: unknown } | null {
  const message = v.safeParse(envelope, value);
  if (!message.success || !Object.hasOwn(MESSAGES, message.output.message)) return null;
  const name = message.output.message as MessageName;
  const body = v.safeParse(MESSAGES[name].body, message.output.body);
  return body.success ? { name, body: body.output } : null;
}
