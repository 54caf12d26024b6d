import { Download, Eye, type IconNode, RotateCcw } from "lucide";
import type { JSX } from "preact";
import { IconButton } from "../controls/IconButton.tsx";
import { useLocale } from "../locale.ts";
import { UserText } from "../UserText.tsx";

export interface VersionShown {
  readonly version: number;
  readonly sizeBytes: number | null;
  readonly savedAtMs: number;
  readonly byName: string;
}

export interface VersionRowsProps {
  /** The newest first. */
  readonly versions: readonly VersionShown[];
  /** The one on the screen. */
  readonly shown?: number;
  /** What is left out cannot be done here. */
  readonly onView?: (version: number) => void;
  readonly onRestore?: (version: number) => void;
  readonly onDownload?: (version: number) => void;
}

/** The versions of a file: who, when, and what can be done with each. */
export function VersionRows(props: VersionRowsProps): JSX.Element {
  const { strings, format } = useLocale();
  const { info, document: texts } = strings;
  const newest = props.versions[0]?.version;
  const button = (icon: IconNode, label: string, onClick: () => void) => (
    <IconButton icon={icon} label={label} onClick={onClick} />
  );
  return (
    <ol class="version-list" data-testid="version-rows">
      {props.versions.map(({ version, sizeBytes, savedAtMs, byName }) => {
        const isOld = version !== newest;
        const { onView, onRestore, onDownload } = props;
        return (
          <li key={version} class="version" aria-current={version === props.shown ? "true" : undefined}>
            <div class="version-text">
              <strong>
                {info.versionNumber(version)}
                {!isOld && ` · ${texts.history.newest}`}
              </strong>
              <span>
                {format.moment(savedAtMs)} · <UserText text={byName} />
                {sizeBytes !== null && <span class="no-wrap"> · {format.size(sizeBytes)}</span>}
              </span>
            </div>
            {isOld && onView && button(Eye, texts.history.view(version), () => onView(version))}
            {isOld &&
              onRestore &&
              button(RotateCcw, texts.history.restore(version), () => onRestore(version))}
            {onDownload && button(Download, info.downloadVersion(version), () => onDownload(version))}
          </li>
        );
      })}
    </ol>
  );
}
