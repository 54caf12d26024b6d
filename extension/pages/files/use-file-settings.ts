import { type ReadonlySignal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { PortalOrigin } from "../../../shared/ids.ts";
import { type FileSettings, readFileSettings } from "../../people/own-settings.ts";

/** The person's settings of file management; null until they were read, and as long as they cannot be. */
export function useFileSettings(origin: PortalOrigin): ReadonlySignal<FileSettings | null> {
  const settings = useSignal<FileSettings | null>(null);
  useEffect(() => {
    readFileSettings(origin).then(
      (read) => {
        settings.value = read;
      },
      () => undefined, // the list works without them
    );
  }, [origin, settings]);
  return settings;
}
