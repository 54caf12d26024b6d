import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import type { PortalOrigin } from "../../../shared/ids.ts";
import { listRecent, type RecentFile } from "../../files/recent-files.ts";
import { editorAddress } from "../../state/page-address.ts";
import { FormatIcon } from "../../ui/FormatIcon.tsx";
import { FileName } from "../../ui/files/FileName.tsx";
import { kindOfName } from "../../ui/files/file-item.ts";
import { useLocale } from "../../ui/locale.ts";
import { SkeletonRows } from "../../ui/states/SkeletonRows.tsx";
import { openOwnPage } from "./active-tab.ts";

const MOST_SHOWN = 6;

/** The files that were changed last. When they cannot be listed, the way to the Private Room above is enough. */
export function RecentFiles({ origin }: { readonly origin: PortalOrigin }): JSX.Element | null {
  const { strings, format } = useLocale();
  const files = useSignal<readonly RecentFile[] | null>(null);
  useEffect(() => {
    listRecent(origin).then(
      (listed) => {
        files.value = listed.slice(0, MOST_SHOWN);
      },
      () => {
        files.value = [];
      },
    );
  }, [origin, files]);
  if (files.value === null) return <SkeletonRows rows={3} />;
  if (files.value.length === 0) return null;
  return (
    <section aria-label={strings.popup.recent}>
      <h2 class="popup-heading">{strings.popup.recent}</h2>
      <ul class="popup-list">
        {files.value.map((file) => (
          <li key={file.node}>
            <button
              type="button"
              class="popup-row"
              onClick={() => void openOwnPage(editorAddress(origin, file.node, file.space))}
            >
              <FormatIcon kind={kindOfName(file.name)} isPrivate />
              <FileName name={file.name} />
              <time>{format.changed(file.changedAtMs, Date.now())}</time>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
