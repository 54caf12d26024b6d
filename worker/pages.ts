import { securePage } from "./headers.ts";

/** The portal's pages: static files that know nothing. Every private address shows the same one, whatever id it carries. */

const PRIVATE_ADDRESSES: readonly RegExp[] = [
  /^\/private\/?$/,
  /^\/(?:shared|rooms|archive|trash)\/?$/,
  /^\/rooms\/[A-Za-z0-9_-]{43}$/,
  /^\/files\/[A-Za-z0-9_-]{22}$/,
  /^\/invite\/?$/,
  /^\/setup\/?$/,
];

const pageOf = (path: string): string =>
  PRIVATE_ADDRESSES.some((address) => address.test(path)) ? "/" : path;

/** Asks for a file by path alone: a query is nobody's business here. */
function fetchPage(assets: Fetcher, request: Request, path: string): Promise<Response> {
  const url = new URL(path, request.url);
  return assets.fetch(new Request(url, { method: request.method, headers: request.headers }));
}

export async function pageResponse(assets: Fetcher, request: Request): Promise<Response> {
  const page = await fetchPage(assets, request, pageOf(new URL(request.url).pathname));
  if (page.status !== 404) return securePage(page);
  const { body, headers } = await fetchPage(assets, request, "/404");
  return securePage(new Response(body, { status: 404, headers }));
}
