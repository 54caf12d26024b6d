import { parsePopupAddress } from "../../state/popup-address.ts";
import { startPage } from "../shell/start-page.tsx";
import { PopupPage } from "./PopupPage.tsx";

// In a tab it has the width of a page
if (parsePopupAddress(location.hash)) document.documentElement.dataset.popup = "page";
await startPage(() => <PopupPage />);
