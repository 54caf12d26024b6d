/** Headers on every answer. The pages run only their own files, and nothing of ours is ever framed. */

const ALWAYS = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy":
    "camera=(), microphone=(), geolocation=(), payment=(), usb=(), clipboard-read=(), browsing-topics=()",
  "x-frame-options": "DENY",
} as const;

const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

const API_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";

/** Named in the first answer over https; a browser ignores it over http. */
const TRANSPORT = "max-age=63072000; includeSubDomains";

function secured(reply: Response, more: Readonly<Record<string, string>>): Response {
  const copy = new Response(reply.body, reply);
  for (const [name, value] of Object.entries({ ...ALWAYS, ...more })) copy.headers.set(name, value);
  copy.headers.set("strict-transport-security", TRANSPORT);
  return copy;
}

export const secureApi = (reply: Response): Response =>
  secured(reply, { "content-security-policy": API_POLICY, "cache-control": "no-store" });

export const securePage = (reply: Response): Response =>
  secured(reply, { "content-security-policy": PAGE_POLICY });
