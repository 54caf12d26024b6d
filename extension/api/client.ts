import type * as v from "valibot";
import { type BodyJson, CONTRACT, type ReplyOf, type RouteName } from "../../shared/api/contract.ts";
import { AppError } from "../../shared/errors.ts";
import type { BlobId, PortalOrigin } from "../../shared/ids.ts";
import { patiently } from "./patience.ts";
import { readFailure, readReply } from "./reply.ts";
import { type ByteRange, failureOf, type RequestParts, sendRequest } from "./request.ts";

/** The one way to the portal: every request is a row of shared/api/contract.ts. */

/** Where requests take their session from. */
export interface Session {
  /** base64url. @throws LOCKED and what signing in throws */
  token(): Promise<string>;
  /** Signs in again, because the portal no longer knows `stale`. */
  renew(stale: string): Promise<string>;
  /** The person ended it on another of his devices. */
  ended?(token: string): Promise<void>;
}

type ParamsJson<Name extends RouteName> = v.InferInput<(typeof CONTRACT)[Name]["params"]>;
/** A part that may be left out whole where all of it may. */
type Part<Key extends string, T> = [T] extends [null]
  ? unknown
  : object extends T
    ? Partial<Record<Key, T>>
    : Record<Key, T>;
export type CallInput<Name extends RouteName> = Part<"params", ParamsJson<Name>> &
  Part<"body", BodyJson<Name> extends "sealed" ? Blob : BodyJson<Name>> & { readonly signal?: AbortSignal };

/** Longer than anything the portal answers to; an upload part may be slow. */
const CALL_TIMEOUT_MS = 30_000;
const PART_TIMEOUT_MS = 180_000;

interface LooseInput {
  readonly params?: Readonly<Record<string, string | undefined>>;
  readonly body?: object;
  readonly signal?: AbortSignal;
}

export interface Client {
  readonly origin: PortalOrigin;
  /**
   * Asks the portal. Waits when it is asked to slow down, and signs in again once when the session has ended.
   * @throws OFFLINE, PERMISSION_MISSING, ANSWER_MALFORMED, SESSION_EXPIRED, LOCKED and what the Worker answers
   */
  call<Name extends RouteName>(name: Name, input: CallInput<Name>): Promise<ReplyOf<Name>>;
  /** A blob's ciphertext or a range of it, as it comes. @throws as {@link call} */
  readContent(input: {
    blob: BlobId;
    range?: ByteRange | undefined;
    signal: AbortSignal;
  }): Promise<ReadableStream<Uint8Array<ArrayBuffer>>>;
}

/** A client of one portal; without a session for the few rows that anyone may ask. */
export function createClient({ origin, session }: { origin: PortalOrigin; session: Session | null }): Client {
  const ask = async (name: RouteName, parts: Omit<RequestParts, "token" | "origin">): Promise<Response> => {
    const token = session ? await session.token() : null;
    const response = await sendRequest(name, { ...parts, origin, token });
    if (response.ok) return response;
    const failure = await readFailure(response);
    if (token && failure.code === "SESSION_ENDED") await session?.ended?.(token);
    if (!session || !token || !isSessionOver(failure)) throw failure;
    const renewed = await session.renew(token);
    const second = await sendRequest(name, { ...parts, origin, token: renewed });
    if (second.ok) return second;
    throw await readFailure(second);
  };
  return {
    origin,
    async call(name, input) {
      const { params = {}, body = null, signal } = input as LooseInput;
      const timeout = AbortSignal.timeout(body instanceof Blob ? PART_TIMEOUT_MS : CALL_TIMEOUT_MS);
      const limit = signal ? AbortSignal.any([signal, timeout]) : timeout;
      const send = () => ask(name, { params, body, signal: limit });
      const response = await (isHurried(name) ? send() : patiently(limit, send));
      return readReply(name, response).catch(async (error: unknown) => {
        throw error instanceof AppError ? error : await failureOf(error, { origin, signal: limit });
      });
    },
    async readContent({ blob, range, signal }) {
      const parts = { params: { blob }, body: null, signal, ...(range ? { range } : {}) };
      const response = await patiently(signal, () => ask("getContent", parts));
      const isAsAsked = response.status === (range ? 206 : 200);
      if (!response.body || !isAsAsked) throw new AppError("ANSWER_MALFORMED");
      return response.body;
    },
  };
}

/** Whoever types a passphrase is told at once to wait; uploads and the like wait by themselves. */
const isHurried = (name: RouteName): boolean => ["login", "setup"].includes(CONTRACT[name].limit);

const isSessionOver = ({ code }: AppError): boolean =>
  code === "SESSION_EXPIRED" || code === "SESSION_MISSING";
