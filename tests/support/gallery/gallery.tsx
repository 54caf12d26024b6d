import { render } from "preact";
import { LocaleProvider } from "../../../extension/ui/LocaleProvider.tsx";
import { isLanguage } from "../../../extension/ui/strings/languages.ts";
import { loadLocale } from "../../../extension/ui/strings/load-locale.ts";
import { SCENES } from "./scenes.tsx";

/** `#scene=files&theme=dark&language=ar` shows one scene; without a scene, links to all. */
const wanted = new URLSearchParams(location.hash.slice(1));
const language = wanted.get("language") ?? "en";
const Scene = SCENES[wanted.get("scene") ?? ""] ?? Index;
document.documentElement.dataset["theme"] = wanted.get("theme") ?? "";

const locale = await loadLocale(isLanguage(language) ? language : "en", { timeZone: "UTC" });
render(
  <LocaleProvider locale={locale}>
    <Scene />
  </LocaleProvider>,
  document.body,
);

function Index() {
  return (
    <ul>
      {Object.keys(SCENES).map((scene) => (
        <li key={scene}>
          <a href={`#scene=${scene}`}>{scene}</a>
        </li>
      ))}
    </ul>
  );
}
