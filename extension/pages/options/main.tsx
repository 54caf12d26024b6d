import { startPage } from "../shell/start-page.tsx";
import { OptionsPage } from "./OptionsPage.tsx";

await startPage(() => <OptionsPage />);
