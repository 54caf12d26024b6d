import { startPage } from "../shell/start-page.tsx";
import { PopupPage } from "./PopupPage.tsx";

await startPage(() => <PopupPage />);
