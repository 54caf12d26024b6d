import { useSignal } from "@preact/signals";
import { Download } from "lucide";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import type { ErrorCode } from "../../../shared/errors.ts";
import type { NodeId, PortalOrigin } from "../../../shared/ids.ts";
import { downloadVersion, type FileVersion, listVersions } from "../../files/versions.ts";
import { codeOf } from "../../state/error-code.ts";
import { IconButton } from "../../ui/controls/IconButton.tsx";
import { useLocale } from "../../ui/locale.ts";
import { errorSentence } from "../../ui/states/error-sentence.ts";
import { SkeletonRows } from "../../ui/states/SkeletonRows.tsx";
import { UserText } from "../../ui/UserText.tsx";

export interface VersionListProps {
  readonly origin: PortalOrigin;
  readonly node: NodeId;
  /** The list is read again when it grows. */
  readonly newest: number;
}

/** All versions of a file, the newest first; each can be had as it was. */
export function VersionList({ origin, node, newest }: VersionListProps): JSX.Element {
  const { strings, errors } = useLocale();
  const versions = useSignal<readonly FileVersion[] | null>(null);
  const code = useSignal<ErrorCode | null>(null);
  useEffect(() => {
    let isCurrent = true;
    listVersions({ origin, node }).then(
      (listed) => {
        if (isCurrent) versions.value = listed.toSorted((a, b) => b.version - a.version);
      },
      (error) => {
        if (isCurrent) code.value = codeOf(error);
      },
    );
    return () => {
      isCurrent = false;
    };
  }, [origin, node, newest]);
  return (
    <section class="info-section" data-testid="versions">
      <h3>{strings.info.versions}</h3>
      {code.value !== null && (
        <p class="field-problem" role="alert">
          {errorSentence(errors, code.value)}
        </p>
      )}
      {versions.value === null && code.value === null && <SkeletonRows rows={2} />}
      <ol class="version-list">
        {versions.value?.map((version) => (
          <VersionRow
            key={version.version}
            version={version}
            onDownload={() => {
              downloadVersion({ origin, node, version: version.version }).catch((error) => {
                code.value = codeOf(error);
              });
            }}
          />
        ))}
      </ol>
    </section>
  );
}

function VersionRow(props: { readonly version: FileVersion; readonly onDownload: () => void }): JSX.Element {
  const { strings, format } = useLocale();
  const { version, savedAtMs, byName, sizeBytes } = props.version;
  return (
    <li class="version">
      <div class="version-text">
        <strong>{strings.info.versionNumber(version)}</strong>
        <span>
          {format.moment(savedAtMs)} · <UserText text={byName} /> · {format.size(sizeBytes)}
        </span>
      </div>
      <IconButton icon={Download} label={strings.info.downloadVersion(version)} onClick={props.onDownload} />
    </li>
  );
}
