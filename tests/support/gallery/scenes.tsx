import type { JSX } from "preact";
import { ContextMenu } from "../../../extension/ui/overlays/ContextMenu.tsx";
import { ErrorState } from "../../../extension/ui/states/ErrorState.tsx";
import { LoadingPage } from "../../../extension/ui/states/LoadingPage.tsx";
import { OfflineBar } from "../../../extension/ui/states/OfflineBar.tsx";
import { SkeletonRows } from "../../../extension/ui/states/SkeletonRows.tsx";
import { SetupKit, SetupPassphrase, SetupProof, Unlock } from "./account-scenes.tsx";
import { Controls, Icons } from "./control-scenes.tsx";
import { EDITOR_SCENES } from "./editor-scenes.tsx";
import { Empty, Failed, FilesScene, HOSTILE, MANY, Transfers } from "./file-scenes.tsx";
import { Banners, Confirm, Shortcuts } from "./overlay-scenes.tsx";
import { Editor, Options, Popup, SaveStates } from "./page-scenes.tsx";
import { FILES, MENU, nothing } from "./samples.ts";

/** Every component in each of its states, by name; one page of the gallery each, and one accessibility check each. */
export const SCENES: Readonly<Record<string, () => JSX.Element>> = {
  controls: () => <Controls />,
  icons: () => <Icons />,
  files: () => <FilesScene items={FILES} selected={["n4"]} />,
  "files-info": () => <FilesScene items={FILES} selected={["n3"]} isInfoShown />,
  "files-many": () => <FilesScene items={MANY} selected={["m3", "m4", "m5"]} />,
  "files-hostile": () => <FilesScene items={HOSTILE} selected={[]} />,
  "files-renaming": () => <FilesScene items={FILES} selected={["n6"]} renaming="n6" />,
  "files-transfers": () => <FilesScene items={FILES} selected={[]} extra={<Transfers />} />,
  "files-empty": () => <FilesScene items={[]} selected={[]} content={<Empty />} />,
  "files-loading": () => <FilesScene items={[]} selected={[]} content={<SkeletonRows />} />,
  "files-error": () => <FilesScene items={[]} selected={[]} content={<Failed />} />,
  "files-offline": () => <FilesScene items={FILES} selected={[]} notice={<OfflineBar onRetry={nothing} />} />,
  "menu-open": () => <ContextMenu label="Actions" entries={MENU} x={40} y={40} onClose={nothing} />,
  confirm: () => <Confirm />,
  shortcuts: () => <Shortcuts />,
  banners: () => <Banners />,
  unlock: () => <Unlock />,
  "unlock-failed": () => <Unlock hasFailed />,
  "unlock-waiting": () => <Unlock isWaiting />,
  "setup-passphrase": () => <SetupPassphrase />,
  "setup-kit": () => <SetupKit />,
  "setup-proof": () => <SetupProof />,
  editor: () => <Editor />,
  "save-states": () => <SaveStates />,
  "editor-error": () => <ErrorState code="DOCUMENT_DAMAGED" requestId="7f3a" onRetry={nothing} />,
  loading: () => <LoadingPage share={0.4} />,
  options: () => <Options />,
  popup: () => <Popup />,
  ...EDITOR_SCENES,
};
