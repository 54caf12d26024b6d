import type { Sealed } from "../../shared/bytes.ts";
import type { StreamSource, StreamSummary } from "../../shared/crypto/stream-seal.ts";
import type { ErrorCode } from "../../shared/errors.ts";

/** What a page and its own sealing thread say to each other; nobody else is on that line. One answer to each request, in order. */

export type SealRequest =
  | {
      readonly ask: "start";
      readonly source: StreamSource;
      readonly content: Blob;
      /** Random name under which parts wait on disk. */
      readonly upload: string;
    }
  | { readonly ask: "nextPart" }
  | { readonly ask: "finish" };

export type SealReply =
  | { readonly kind: "started"; readonly header: Sealed; readonly partCount: number }
  | { readonly kind: "part"; readonly part: Blob }
  | { readonly kind: "finished"; readonly summary: StreamSummary }
  | { readonly kind: "failed"; readonly code: ErrorCode };
