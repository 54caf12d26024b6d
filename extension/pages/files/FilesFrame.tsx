import { useSignal } from "@preact/signals";
import { Keyboard, Lock, Settings } from "lucide";
import type { ComponentChildren, JSX } from "preact";
import { useEffect } from "preact/hooks";
import type { Subject } from "../../../shared/rights/objects.ts";
import { Avatar } from "../../ui/Avatar.tsx";
import { IconButton } from "../../ui/controls/IconButton.tsx";
import { AppFrame } from "../../ui/layout/AppFrame.tsx";
import { LeftRail, type Section } from "../../ui/layout/LeftRail.tsx";
import { useLocale } from "../../ui/locale.ts";
import { ShortcutHelp } from "../../ui/overlays/ShortcutHelp.tsx";
import { filesShortcuts } from "../../ui/overlays/standard-shortcuts.ts";
import type { Inside } from "../shell/PortalGate.tsx";
import type { PlaceAddress } from "./place-address.ts";
import { placeOfSection, railSections } from "./rail-sections.ts";

/** What every section of the files page needs. */
export interface SectionProps {
  readonly inside: Inside;
  /** Null until it is known. */
  readonly subject: Subject | null;
  readonly go: PlaceAddress["go"];
}

export interface FilesFrameProps extends SectionProps {
  readonly section: Section;
  readonly search?: ComponentChildren;
  readonly notice?: ComponentChildren;
  readonly aside?: ComponentChildren;
  /** The section itself was chosen once more. */
  readonly onAgain?: () => void;
  readonly children: ComponentChildren;
}

/** The frame around every section: bar, rail, help. */
export function FilesFrame(props: FilesFrameProps): JSX.Element {
  const { inside, section, subject } = props;
  const { strings } = useLocale();
  const isHelp = useSignal(false);
  const setHelp = (isOpen: boolean) => {
    isHelp.value = isOpen;
  };
  useEffect(() => {
    document.title = `🔒 ${strings.rail[section]} · Strongroom`;
    const onKeyDown = (event: KeyboardEvent): void => {
      const isTyping = event.target instanceof Element && event.target.closest("input, textarea, select");
      if (event.key === "?" && !isTyping) setHelp(true);
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [strings, section]);
  const choose = (chosen: Section) => {
    if (chosen === section && props.onAgain) props.onAgain();
    else props.go(placeOfSection(chosen));
  };
  return (
    <AppFrame
      portal={new URL(inside.origin).host}
      search={props.search}
      tools={<Tools inside={inside} onHelp={() => setHelp(true)} />}
      notice={props.notice}
      rail={<LeftRail sections={railSections(inside.origin, subject)} current={section} onSelect={choose} />}
      aside={props.aside}
    >
      {props.children}
      {isHelp.value && <ShortcutHelp groups={filesShortcuts(strings)} onClose={() => setHelp(false)} />}
    </AppFrame>
  );
}

function Tools({ inside, onHelp }: { readonly inside: Inside; readonly onHelp: () => void }): JSX.Element {
  const { strings } = useLocale();
  const { account, lock } = inside;
  return (
    <>
      <IconButton icon={Keyboard} label={strings.shortcuts.title} size={20} onClick={onHelp} />
      <IconButton
        icon={Settings}
        label={strings.rail.options}
        size={20}
        onClick={() => location.assign("options.html")}
      />
      <IconButton icon={Lock} label={strings.actions.lockNow} size={20} onClick={() => void lock.lock()} />
      <Avatar name={account.name} seed={account.user} />
    </>
  );
}
