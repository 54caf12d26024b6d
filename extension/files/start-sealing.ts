import type { StreamSource } from "../../shared/crypto/stream-seal.ts";
import { type Sealing, sealParts } from "./seal-parts.ts";

/** Starts to seal content. @throws as sealParts */
export const startSealing = (source: StreamSource, content: Blob): Promise<Sealing> =>
  sealParts(source, content);
