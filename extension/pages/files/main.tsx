import type { JSX } from "preact";
import { parseFilesAddress } from "../../state/page-address.ts";
import { NowherePage } from "../shell/NowherePage.tsx";
import { PortalGate } from "../shell/PortalGate.tsx";
import { startPage } from "../shell/start-page.tsx";
import { FilesPage } from "./FilesPage.tsx";

const address = parseFilesAddress(location.hash);

function view(): JSX.Element {
  if (!address) return <NowherePage />;
  const { origin, place } = address;
  return (
    <PortalGate origin={origin} next={{ page: "files", place }}>
      {(inside) => <FilesPage inside={inside} />}
    </PortalGate>
  );
}

await startPage(view);
