import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { loadAdapter } from "../../editors/load-adapter.ts";
import { namePlace } from "../../spaces/places.ts";
import { parseEditorAddress } from "../../state/page-address.ts";
import { NowherePage } from "../shell/NowherePage.tsx";
import { PortalGate } from "../shell/PortalGate.tsx";
import { startPage } from "../shell/start-page.tsx";
import { EditorPage } from "./EditorPage.tsx";
import type { Resumption } from "./resumption.ts";

/** Work was sealed because this page locked: it comes back by itself after unlocking. */
const resumption: Resumption = { isDue: false };

/** The file that the address names; another address in the same tab is another file. */
function Editor(): JSX.Element {
  const address = useSignal(parseEditorAddress(location.hash));
  useEffect(() => {
    const follow = (): void => {
      address.value = parseEditorAddress(location.hash);
    };
    window.addEventListener("hashchange", follow);
    return () => window.removeEventListener("hashchange", follow);
  }, [address]);
  if (!address.value) return <NowherePage />;
  const { origin, ...at } = address.value;
  const { file } = at;
  if (at.space) namePlace(origin, file, at.space);
  return (
    <PortalGate key={origin} origin={origin} next={{ page: "file", ...at }}>
      {(inside) => <EditorPage key={file} inside={inside} file={file} resumption={resumption} />}
    </PortalGate>
  );
}

// Its code is on its way while the document is, or while the person unlocks. Should it not come, opening asks again and says so
loadAdapter("docx").catch(() => undefined);
await startPage(() => <Editor />);
