import { type BodyJson, CONTRACT, type ReplyJson, type RouteName } from "../../shared/api/contract.ts";
import type { Bytes } from "../../shared/bytes.ts";
import type { PortalOrigin } from "../../shared/ids.ts";

/** The Worker as seen from outside: over real HTTP, or called inside workerd. */
export interface Door {
  readonly origin: PortalOrigin;
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** Straight into D1: for what no request does yet, and for servers that lie. */
  sql(text: string, ...values: unknown[]): Promise<unknown[]>;
}

export interface Asked<Name extends RouteName> {
  readonly token?: string | undefined;
  readonly params?: Readonly<Record<string, string | number>>;
  readonly body?: BodyJson<Name> extends "sealed" ? Bytes : BodyJson<Name>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends what a row of the contract describes; parts of `params` that the path does not name go into the query. */
export function ask<Name extends RouteName>(
  door: Door,
  name: Name,
  { token, params = {}, body, headers = {} }: Asked<Name> = {},
): Promise<Response> {
  const { method, path } = CONTRACT[name];
  const isInPath = (key: string): boolean => path.split("/").includes(`:${key}`);
  const filled = Object.entries(params).reduce(
    (at, [key, value]) => at.replace(`:${key}`, `${value}`),
    path as string,
  );
  const query = new URLSearchParams(
    Object.entries(params).flatMap(([key, value]) => (isInPath(key) ? [] : [[key, `${value}`]])),
  );
  return door.fetch(query.size > 0 ? `${filled}?${query}` : filled, {
    method,
    headers: { ...(token === undefined ? {} : { authorization: `Bearer ${token}` }), ...headers },
    ...(body === undefined ? {} : { body: body instanceof Uint8Array ? body : JSON.stringify(body) }),
  });
}

/** The same, for an answer that must be a success. */
export async function get<Name extends RouteName>(door: Door, name: Name, asked: Asked<Name> = {}) {
  const reply = await ask(door, name, asked);
  if (!reply.ok) throw new Error(`${name}: ${reply.status} ${await reply.text()}`);
  return (reply.status === 204 ? null : await reply.json()) as ReplyJson<Name>;
}

/** The code that a refused request was answered with; the status of one that was not refused. */
export async function codeOf(reply: Response | Promise<Response>): Promise<string> {
  const answer = await reply;
  if (answer.ok) {
    await answer.arrayBuffer();
    return `${answer.status}`;
  }
  return ((await answer.json()) as { error: { code: string } }).error.code;
}
