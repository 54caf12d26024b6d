import type { JSX } from "preact";
import { parseEditorAddress } from "../../state/page-address.ts";
import { NowherePage } from "../shell/NowherePage.tsx";
import { PortalGate } from "../shell/PortalGate.tsx";
import { startPage } from "../shell/start-page.tsx";
import { EditorPage } from "./EditorPage.tsx";

const address = parseEditorAddress(location.hash);
window.addEventListener("hashchange", () => location.reload());

/** Work was sealed because this page locked: it comes back by itself after unlocking. */
const resumption = { isDue: false };

function view(): JSX.Element {
  if (!address) return <NowherePage />;
  const { origin, file } = address;
  return (
    <PortalGate origin={origin} next={{ page: "file", file }}>
      {(inside) => <EditorPage inside={inside} file={file} resumption={resumption} />}
    </PortalGate>
  );
}

await startPage(view);
