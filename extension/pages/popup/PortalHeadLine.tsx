import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import type { PortalOrigin } from "../../../shared/ids.ts";
import { useLocale } from "../../ui/locale.ts";
import { readPortalHead } from "../../vault/about.ts";

const SHOWN_CHARACTERS = 10;

/** The newest entry of the portal's log that this browser knows, short enough to read out to a colleague. */
export function PortalHeadLine({ origin }: { readonly origin: PortalOrigin }): JSX.Element {
  const { strings, format } = useLocale();
  const head = useSignal("");
  useEffect(() => {
    void readPortalHead(origin).then((read) => {
      if (read) head.value = `${format.number(read.seq)} · ${read.hash.slice(0, SHOWN_CHARACTERS)}`;
    });
  }, [origin, format, head]);
  return (
    <div class="popup-head">
      <p>
        {strings.options.portalHead} <code dir="ltr">{head.value || "—"}</code>
      </p>
      <p>{strings.popup.headText}</p>
    </div>
  );
}
