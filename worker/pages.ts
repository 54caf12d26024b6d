import { securePage } from "./headers.ts";

/** The portal's pages: static files that know nothing. Private addresses all show one page each, whatever id they carry. */

const PAGES: readonly (readonly [address: RegExp, page: string])[] = [
  [/^\/rooms\/[A-Za-z0-9_-]{1,64}$/, "/rooms"],
  [/^\/files\/[A-Za-z0-9_-]{1,64}$/, "/files"],
];

const pageOf = (path: string): string => PAGES.find(([address]) => address.test(path))?.[1] ?? path;

export async function pageResponse(assets: Fetcher, request: Request): Promise<Response> {
  const url = new URL(request.url);
  url.pathname = pageOf(url.pathname);
  url.search = "";
  return securePage(
    await assets.fetch(new Request(url, { method: request.method, headers: request.headers })),
  );
}
