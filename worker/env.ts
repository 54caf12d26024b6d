import type { LiveDocument } from "./live/live-document.ts";

/** What the platform binds: wrangler.toml, line by line. */
export interface Env {
  readonly DB: D1Database;
  readonly BLOBS: R2Bucket;
  readonly LIVE: DurableObjectNamespace<LiveDocument>;
  readonly ASSETS: Fetcher;
  readonly READ_RATE: RateLimit;
  readonly WRITE_RATE: RateLimit;
  /** base64url of SHA-256 of the setup token; without it nobody can set the portal up. */
  readonly SETUP_TOKEN_HASH?: string;
}
