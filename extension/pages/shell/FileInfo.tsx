import type { JSX } from "preact";
import type { PortalOrigin } from "../../../shared/ids.ts";
import type { FileFacts } from "../../files/file-facts.ts";
import { kindOfName } from "../../ui/files/file-item.ts";
import { DefinitionRows, InfoPanel } from "../../ui/layout/InfoPanel.tsx";
import { useLocale } from "../../ui/locale.ts";
import { UserText } from "../../ui/UserText.tsx";
import { FileAccess } from "./FileAccess.tsx";
import { useFileHome } from "./file-home.ts";
import { VersionList } from "./VersionList.tsx";

export interface FileInfoProps {
  readonly origin: PortalOrigin;
  readonly facts: FileFacts;
  readonly onClose: () => void;
}

/** Everything about one file: what a person asks first, then its versions, then the exact terms with their meaning. */
export function FileInfo({ origin, facts, onClose }: FileInfoProps): JSX.Element {
  const { strings, format } = useLocale();
  const { info, files } = strings;
  const { node } = facts;
  const home = useFileHome(origin, node);
  const sections = [
    {
      rows: [
        { term: info.kind, value: files.formats[kindOfName(facts.name)] },
        { term: info.size, value: format.size(facts.sizeBytes) },
        { term: info.changed, value: format.moment(facts.changedAtMs) },
        { term: info.changedBy, value: <UserText text={facts.changedByName} /> },
        ...(home.value
          ? [{ term: info.access, value: <FileAccess {...{ origin, node }} home={home.value} /> }]
          : []),
      ],
    },
  ];
  const exactTerms = [
    { term: info.verified, value: "✓", explanation: info.verifiedText },
    { term: info.sealing, value: "AES-256-GCM", explanation: info.sealingText },
    { term: info.fileId, value: facts.node, isCode: true },
  ];
  return (
    <InfoPanel title={<UserText text={facts.name} />} sections={sections} onClose={onClose}>
      {home.value?.mayReadHistory && <VersionList origin={origin} node={node} newest={facts.version} />}
      <section class="info-section">
        <h3>{info.verification}</h3>
        <DefinitionRows rows={exactTerms} />
      </section>
    </InfoPanel>
  );
}
