import { Download } from "lucide";
import type { JSX } from "preact";
import type { FileVersion } from "../../files/versions.ts";
import { IconButton } from "../../ui/controls/IconButton.tsx";
import { useLocale } from "../../ui/locale.ts";
import { errorSentence } from "../../ui/states/error-sentence.ts";
import { SkeletonRows } from "../../ui/states/SkeletonRows.tsx";
import { UserText } from "../../ui/UserText.tsx";
import { useVersions, type VersionedFile } from "./use-versions.ts";

/** All versions of a file, the newest first; each can be had as it was. */
export function VersionList(file: VersionedFile): JSX.Element {
  const { strings, errors } = useLocale();
  const { versions, code, download } = useVersions(file);
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
          <VersionRow key={version.version} version={version} onDownload={() => download(version.version)} />
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
          {format.moment(savedAtMs)} · <UserText text={byName} />
          {sizeBytes !== null && <span class="no-wrap"> · {format.size(sizeBytes)}</span>}
        </span>
      </div>
      <IconButton icon={Download} label={strings.info.downloadVersion(version)} onClick={props.onDownload} />
    </li>
  );
}
