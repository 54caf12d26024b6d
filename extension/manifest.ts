export type Target = "chrome" | "firefox";

/** The add-on's id in Firefox, and the folder of its storage in every profile: never changes. */
export const GECKO_ID = "strongroom@strongroom.app";
/** What Chromium makes of `PUBLIC_KEY`: the same on every machine, so the portal can know its extension. */
export const CHROME_ID = "hbamajnhgjaahgblicjdgaamndmmhaaf";
const PUBLIC_KEY =
  "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA4469yD26kVP/96wW1C9JOOHR5NMZUXmr4CQZkUpzqll7Coo/xGJuxIu8MD8aLKVxtbKeQgZGuNV3oUe7uOt9rDnpVJUhrZlq8a2xn7r88dQp7Q/rzzOeK6SHc/4Q/ZMKs+FuF3A4wu8+OjGpzhVaxwqwWt30P4XloJkX+dpLkBIbphlCDfSOKuI6xjqQKTpaGEmHR8NheFjbuLCAwq+ZGt63n2dhI71WrzWHswzPdtOJlq0d57fzAG4M++VISQzScK/2l9j84m+q0EJrVORkpmjacc7lItdWmpXhqS+2cCuMzz8Pcc7B5sfnAJQBZeJxNh8UVKYEWVe79w/F6ZyOrwIDAQAB";

/** Where a portal may live: TLS anywhere, plain HTTP on this machine only. Nothing is granted before a person connects it. */
const PORTAL_PATTERNS = ["https://*/*", "http://127.0.0.1/*", "http://localhost/*"];

/**
 * One line per thing that an extension page may load. Portals are chosen at run time, so `connect-src` cannot name
 * them; it refuses plain HTTP off this machine. `upgrade-insecure-requests`, a default in Firefox, is left out:
 * it would turn a portal on this machine to TLS that it does not speak.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'", // Argon2id is WebAssembly
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'", // the document editor positions everything by inline style
  "font-src 'self' data: blob:", // fonts embedded in documents
  "img-src 'self' data: blob:", // pictures embedded in documents
  "connect-src 'self' https: wss: http://127.0.0.1:* ws://127.0.0.1:* http://localhost:* ws://localhost:*",
  "frame-src 'self'", // printing
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

const forChrome = {
  key: PUBLIC_KEY,
  minimum_chrome_version: "137", // Ed25519 in WebCrypto
  background: { service_worker: "background.js" },
  // A page that opened a tab loses its hold on it when an extension page comes up there. Firefox does so by itself.
  cross_origin_opener_policy: { value: "same-origin" },
};

const forFirefox = {
  background: { scripts: ["background.js"] },
  browser_specific_settings: {
    gecko: {
      id: GECKO_ID,
      strict_min_version: "142.0",
      data_collection_permissions: { required: ["none"] },
    },
  },
};

/** The manifest of one target; everything not named here the extension may not do. */
export function manifest(target: Target, version: string): Record<string, unknown> {
  return {
    manifest_version: 3,
    name: "Strongroom",
    version,
    description:
      "Private rooms for documents: encrypted on your machine, opened only by the people you chose.",
    icons: { 16: "icons/16.png", 32: "icons/32.png", 48: "icons/48.png", 128: "icons/128.png" },
    action: {
      default_popup: "popup.html",
      default_title: "Strongroom",
      default_icon: { 16: "icons/16.png", 32: "icons/32.png" },
      // Chromium leaves pinning to the person.
      ...(target === "firefox" ? { default_area: "navbar" } : {}),
    },
    options_ui: { page: "options.html", open_in_tab: true },
    permissions: ["storage", "scripting", "alarms", "idle", "activeTab"],
    optional_host_permissions: PORTAL_PATTERNS,
    commands: {
      "lock-now": { suggested_key: { default: "Alt+Shift+L" }, description: "Lock Strongroom now" },
    },
    content_security_policy: { extension_pages: CONTENT_SECURITY_POLICY },
    // The one page that a portal's page may navigate to. It holds nothing and refuses to be framed.
    web_accessible_resources: [
      {
        resources: ["open.html"],
        matches: PORTAL_PATTERNS,
        ...(target === "chrome" ? { use_dynamic_url: true } : {}),
      },
    ],
    ...(target === "chrome" ? forChrome : forFirefox),
  };
}
