import { DurableObject } from "cloudflare:workers";
import type { Env } from "../env.ts";

/** One live document. Announces heads; see the class of the same name in wrangler.toml. */
export class LiveDocument extends DurableObject<Env> {}
