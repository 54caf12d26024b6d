import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { PopupStore } from "../../state/popup-store.ts";
import { Button } from "../../ui/controls/Button.tsx";
import { TextField } from "../../ui/controls/TextField.tsx";
import { useLocale } from "../../ui/locale.ts";

/** Row 50: the end of the portal, for its Owner. Its name has to be typed before it is even asked. */
export function PortalRemoval({ store }: { readonly store: PopupStore }): JSX.Element {
  const { settings: words } = useLocale().strings.people;
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState("");
  const { host } = new URL(store.origin);
  const isReady = typed.trim().toLowerCase() === host;
  const ask = () =>
    store.ask({
      ...{ title: words.removeTitle, text: words.removeText, action: words.removeAction },
      ...{ isDanger: true, isEnd: true, work: () => store.core.removePortal(store.origin) },
    });
  if (!isOpen) return <Button onClick={() => setOpen(true)}>{words.remove}</Button>;
  return (
    <form
      class="popup-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) ask();
      }}
    >
      <h2 class="popup-heading">{words.remove}</h2>
      <p class="popup-quiet">{words.removeText}</p>
      <TextField label={words.removeTyped(host)} value={typed} onInput={setTyped} isFocusedFirst />
      <Button tone="danger" isSubmit isDisabled={!isReady}>
        {words.remove}
      </Button>
    </form>
  );
}
