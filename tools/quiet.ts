/**
 * Environment for every run of wrangler and workerd on this machine: nothing is reported anywhere, nothing is
 * fetched, and no trace of requests is kept under the data folder (which also makes local runs about 4x faster).
 */
export const quiet = {
  WRANGLER_SEND_METRICS: "false",
  WRANGLER_SEND_ERROR_REPORTS: "false",
  WRANGLER_HIDE_BANNER: "true",
  CLOUDFLARE_CF_FETCH_ENABLED: "false",
  X_LOCAL_OBSERVABILITY: "false",
  X_LOCAL_EXPLORER: "false",
} as const;
