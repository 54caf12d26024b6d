import { useSignal } from "@preact/signals";
import { Keyboard, Lock, Settings } from "lucide";
import type { JSX } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { createPrivateRoomStore } from "../../files/private-room.ts";
import { addressOfPrivateRoom } from "../../messages/addresses.ts";
import { createFilesViewStore } from "../../state/files-view-store.ts";
import { Avatar } from "../../ui/Avatar.tsx";
import { IconButton } from "../../ui/controls/IconButton.tsx";
import { SearchField } from "../../ui/controls/SearchField.tsx";
import { AppFrame } from "../../ui/layout/AppFrame.tsx";
import { LeftRail } from "../../ui/layout/LeftRail.tsx";
import { useLocale } from "../../ui/locale.ts";
import { ShortcutHelp } from "../../ui/overlays/ShortcutHelp.tsx";
import { filesShortcuts } from "../../ui/overlays/standard-shortcuts.ts";
import { OfflineBar } from "../../ui/states/OfflineBar.tsx";
import type { Inside } from "../shell/PortalGate.tsx";
import { FilesDialogs } from "./FilesDialogs.tsx";
import { FilesInfo } from "./FilesInfo.tsx";
import { FilesMain } from "./FilesMain.tsx";
import { useFolderAddress } from "./folder-address.ts";
import { NewsToasts } from "./NewsToasts.tsx";
import { Transfers } from "./Transfers.tsx";

/** The Private Room. */
export function FilesPage({ inside }: { readonly inside: Inside }): JSX.Element {
  const { origin, account, lock } = inside;
  const { strings } = useLocale();
  const room = useMemo(() => createPrivateRoomStore(origin), [origin]);
  const view = useMemo(() => createFilesViewStore(room), [room]);
  const search = useRef<HTMLInputElement>(null);
  const isHelp = useSignal(false);
  useFolderAddress(room, origin);
  useEffect(() => {
    void room.refresh();
    return () => room.dispose();
  }, [room]);
  useEffect(() => {
    document.title = `🔒 ${strings.files.title} · Strongroom`;
    const onKeyDown = (event: KeyboardEvent): void => {
      const isTyping = event.target instanceof Element && event.target.closest("input, textarea, select");
      if (event.key === "?" && !isTyping) isHelp.value = true;
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [strings, isHelp]);
  return (
    <AppFrame
      portal={new URL(origin).host}
      search={
        <SearchField
          label={strings.files.searchAll}
          value={view.searchText.value}
          onInput={view.setSearch}
          inputRef={search}
        />
      }
      tools={
        <>
          <IconButton
            icon={Keyboard}
            label={strings.shortcuts.title}
            size={20}
            onClick={() => {
              isHelp.value = true;
            }}
          />
          <IconButton
            icon={Settings}
            label={strings.rail.options}
            size={20}
            onClick={() => location.assign("options.html")}
          />
          <IconButton
            icon={Lock}
            label={strings.actions.lockNow}
            size={20}
            onClick={() => void lock.lock()}
          />
          <Avatar name={account.name} seed={account.user} />
        </>
      }
      notice={
        room.state.value.status === "offline" && <OfflineBar onRetry={() => void view.run(room.refresh)} />
      }
      rail={
        <LeftRail
          sections={[{ section: "private", href: addressOfPrivateRoom(origin) }]}
          current="private"
          onSelect={() => room.openFolder(null)}
        />
      }
      aside={<FilesInfo origin={origin} room={room} view={view} />}
    >
      <FilesMain origin={origin} room={room} view={view} onSearchKey={() => search.current?.focus()} />
      <FilesDialogs room={room} view={view} />
      <Transfers room={room} />
      <NewsToasts view={view} />
      {isHelp.value && (
        <ShortcutHelp
          groups={filesShortcuts(strings)}
          onClose={() => {
            isHelp.value = false;
          }}
        />
      )}
    </AppFrame>
  );
}
