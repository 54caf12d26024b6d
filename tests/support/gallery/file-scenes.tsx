import { Info, Lock, Plus, Upload } from "lucide";
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Avatar } from "../../../extension/ui/Avatar.tsx";
import { Button } from "../../../extension/ui/controls/Button.tsx";
import { IconButton } from "../../../extension/ui/controls/IconButton.tsx";
import { SearchField } from "../../../extension/ui/controls/SearchField.tsx";
import { Breadcrumb } from "../../../extension/ui/files/Breadcrumb.tsx";
import { DropZone } from "../../../extension/ui/files/DropZone.tsx";
import { FileList } from "../../../extension/ui/files/FileList.tsx";
import type { FileItem } from "../../../extension/ui/files/file-item.ts";
import type { Sort } from "../../../extension/ui/files/sort-items.ts";
import { AppFrame } from "../../../extension/ui/layout/AppFrame.tsx";
import { InfoPanel } from "../../../extension/ui/layout/InfoPanel.tsx";
import { LeftRail } from "../../../extension/ui/layout/LeftRail.tsx";
import { PageHeader } from "../../../extension/ui/layout/PageHeader.tsx";
import { useLocale } from "../../../extension/ui/locale.ts";
import { Menu } from "../../../extension/ui/overlays/Menu.tsx";
import { EmptyState } from "../../../extension/ui/states/EmptyState.tsx";
import { ErrorState } from "../../../extension/ui/states/ErrorState.tsx";
import { ProgressPanel } from "../../../extension/ui/states/ProgressPanel.tsx";
import { fileItem, HOSTILE_NAMES, MENU, NOW_MS, nothing, TRANSFERS } from "./samples.ts";

export const MANY = Array.from({ length: 1_000 }, (_, index) =>
  fileItem(`m${index}`, `Report ${index + 1}.docx`),
);

export const HOSTILE = HOSTILE_NAMES.map((name, index) => fileItem(`h${index}`, name, { changedBy: name }));

interface FilesSceneProps {
  readonly items: readonly FileItem<string>[];
  readonly selected: readonly string[];
  readonly renaming?: string;
  readonly isInfoShown?: boolean;
  readonly content?: JSX.Element;
  readonly extra?: JSX.Element;
  readonly notice?: JSX.Element;
}

export function FilesScene(props: FilesSceneProps): JSX.Element {
  const { strings } = useLocale();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set(props.selected));
  const [sort, setSort] = useState<Sort>({ column: "name", direction: "up" });
  const [renaming, setRenaming] = useState<string | null>(props.renaming ?? null);
  const [search, setSearch] = useState("");
  const crumbs = [
    { id: "root", name: strings.files.title },
    { id: "f1", name: "Contracts" },
    { id: "f2", name: "Flats and houses" },
  ];
  return (
    <AppFrame
      portal="portal.example.org"
      search={<SearchField label={strings.files.search} value={search} onInput={setSearch} />}
      tools={
        <>
          <IconButton icon={Lock} label={strings.actions.lockNow} onClick={nothing} />
          <Avatar name="Alice Winter" seed="alice" />
        </>
      }
      notice={props.notice}
      rail={
        <LeftRail
          current="private"
          onSelect={nothing}
          sections={[
            { section: "private" },
            { section: "shared", count: 3 },
            { section: "rooms", isLater: true },
            { section: "archive", isLater: true },
          ]}
        />
      }
      aside={props.isInfoShown && <FileInfo />}
    >
      <PageHeader
        actions={
          <>
            <Menu label={strings.files.new} icon={Plus} tone="primary" entries={MENU} />
            <Menu label={strings.files.upload} icon={Upload} entries={MENU} />
            <IconButton
              icon={Info}
              label={strings.actions.info}
              isPressed={props.isInfoShown ?? false}
              onClick={nothing}
            />
          </>
        }
      >
        <Breadcrumb crumbs={crumbs} onOpen={nothing} onDropRows={nothing} />
      </PageHeader>
      <DropZone folderName="Contracts" onUpload={nothing} onDropFailed={nothing}>
        {props.content ?? (
          <FileList
            label="Contracts"
            items={props.items}
            selected={selected}
            onSelect={setSelected}
            sort={sort}
            onSort={setSort}
            renaming={renaming}
            onRenaming={setRenaming}
            onRename={nothing}
            problemOf={(_, name) => (name.includes("/") ? strings.files.nameForbidden : null)}
            onOpen={nothing}
            onDelete={nothing}
            menuFor={() => MENU}
            onMove={nothing}
            onUploadInto={nothing}
            onDropFailed={nothing}
            nowMs={NOW_MS}
          />
        )}
      </DropZone>
      {props.extra}
    </AppFrame>
  );
}

function FileInfo(): JSX.Element {
  const { strings, format } = useLocale();
  const text = strings.info;
  return (
    <InfoPanel
      title="Annual accounts 2026.xlsx"
      onClose={nothing}
      sections={[
        {
          rows: [
            { term: text.access, value: text.accessOnlyYou },
            { term: text.size, value: format.size(1_340_000) },
            { term: text.changed, value: format.moment(NOW_MS) },
          ],
        },
        {
          title: text.verification,
          rows: [
            { term: text.verification, value: text.verified, explanation: text.verifiedText },
            { term: text.sealing, value: "AES-256-GCM", explanation: text.sealingText },
            { term: text.fileId, value: "q8Jx2uT0Yl3mR7vKc5nZ1w", isCode: true },
          ],
        },
      ]}
    />
  );
}

export function Transfers(): JSX.Element {
  return (
    <ProgressPanel
      transfers={TRANSFERS}
      onCancel={nothing}
      onCancelAll={nothing}
      onRetry={nothing}
      onClose={nothing}
    />
  );
}

export function Empty(): JSX.Element {
  const { files } = useLocale().strings;
  return (
    <EmptyState
      title={files.emptyTitle}
      text={files.emptyText}
      actions={
        <>
          <Button tone="primary" icon={Plus}>
            {files.newDocument}
          </Button>
          <Button icon={Upload}>{files.uploadFiles}</Button>
        </>
      }
    />
  );
}

export function Failed(): JSX.Element {
  return <ErrorState code="LOG_FORKED" requestId="01JD2K" onRetry={nothing} />;
}
