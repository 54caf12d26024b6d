import type { RouteName } from "../shared/api/contract.ts";
import type { ErrorCode } from "../shared/errors.ts";

interface LogLine {
  readonly route: RouteName | "unknown" | "sweep" | "live";
  readonly status: number;
  readonly durationMs: number;
  readonly requestId: string;
  readonly code?: ErrorCode;
}

/** One line of JSON for a request. By its type it can hold no id of a person or thing, token, address or path. */
export const logLine = (line: LogLine): void => console.log(JSON.stringify(line));
