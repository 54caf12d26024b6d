import { Download, FolderOpen } from "lucide";
import type { JSX } from "preact";
import { Button } from "../../ui/controls/Button.tsx";
import { CardPage } from "../../ui/layout/CardPage.tsx";
import { useLocale } from "../../ui/locale.ts";

export interface DeniedPageProps {
  readonly onBack: () => void;
  /** Left out when everything was saved. */
  readonly onDownload?: () => void;
}

/** Instead of a document that closed because the access was taken away: what was not saved can still be had. */
export function DeniedPage({ onBack, onDownload }: DeniedPageProps): JSX.Element {
  const { rooms, editor } = useLocale().strings;
  return (
    <CardPage>
      <div class="state" role="alert" data-testid="denied">
        <h1>{rooms.denied.title}</h1>
        <p>{onDownload ? rooms.denied.text : rooms.denied.savedText}</p>
        <div class="state-actions">
          <Button icon={FolderOpen} onClick={onBack}>
            {editor.backToFiles}
          </Button>
          {onDownload && (
            <Button tone="primary" icon={Download} onClick={onDownload}>
              {rooms.denied.download}
            </Button>
          )}
        </div>
      </div>
    </CardPage>
  );
}
