import { type Signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { ErrorCode } from "../../../shared/errors.ts";
import type { NodeId, PortalOrigin } from "../../../shared/ids.ts";
import { downloadVersion, type FileVersion, listVersions } from "../../files/versions.ts";
import { codeOf } from "../../state/error-code.ts";

export interface VersionedFile {
  readonly origin: PortalOrigin;
  readonly node: NodeId;
  /** The list is read again when it grows. */
  readonly newest: number;
}

export interface Versions {
  /** The newest first; null until they are known. */
  readonly versions: Signal<readonly FileVersion[] | null>;
  /** Why they could not be listed, or one not downloaded. */
  readonly code: Signal<ErrorCode | null>;
  readonly download: (version: number) => void;
}

/** The versions of a file, each to be had as it was. */
export function useVersions({ origin, node, newest }: VersionedFile): Versions {
  const versions = useSignal<readonly FileVersion[] | null>(null);
  const code = useSignal<ErrorCode | null>(null);
  const fail = (error: unknown): void => {
    code.value = codeOf(error);
  };
  useEffect(() => {
    const ending = new AbortController();
    const unlessEnded =
      <T>(take: (value: T) => void) =>
      (value: T) => {
        if (!ending.signal.aborted) take(value);
      };
    const show = (listed: readonly FileVersion[]): void => {
      versions.value = listed.toSorted((a, b) => b.version - a.version);
    };
    listVersions({ origin, node }).then(unlessEnded(show), unlessEnded(fail));
    return () => ending.abort();
  }, [origin, node, newest]);
  const download = (version: number) => void downloadVersion({ origin, node, version }).catch(fail);
  return { versions, code, download };
}
