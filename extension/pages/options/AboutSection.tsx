import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import browser from "webextension-polyfill";
import { DefinitionRows, type InfoRow } from "../../ui/layout/InfoPanel.tsx";
import { SettingsSection } from "../../ui/layout/SettingsSection.tsx";
import { useLocale } from "../../ui/locale.ts";
import { readPortalHead } from "../../vault/about.ts";
import type { ConnectedPortal } from "../../vault/portals.ts";

/** What two people compare to know that they run the same program and see the same portal. */
export function AboutSection({ portals }: { readonly portals: readonly ConnectedPortal[] }): JSX.Element {
  const { options } = useLocale().strings;
  const build = useSignal<string | null>(null);
  const heads = useSignal<readonly InfoRow[]>([]);
  useEffect(() => {
    void readBuild().then((read) => {
      build.value = read;
    });
  }, [build]);
  useEffect(() => {
    void Promise.all(portals.map((portal) => headRow(portal, options))).then((rows) => {
      heads.value = rows.flatMap((row) => row ?? []);
    });
  }, [portals, options, heads]);
  const rows: InfoRow[] = [
    { term: options.version, value: browser.runtime.getManifest().version },
    ...(build.value === null ? [] : [{ term: options.build, value: build.value, isCode: true }]),
    ...heads.value,
  ];
  return (
    <SettingsSection title={options.about} explanation={options.aboutText}>
      <DefinitionRows rows={rows} />
    </SettingsSection>
  );
}

/** The hash that the build wrote over its own files; null in a build that has none. */
async function readBuild(): Promise<string | null> {
  try {
    const reply = await fetch(browser.runtime.getURL("build.txt"));
    return reply.ok ? (await reply.text()).trim() : null;
  } catch {
    return null;
  }
}

async function headRow(
  { origin }: ConnectedPortal,
  options: { readonly portalHead: string; readonly portalHeadText: string },
): Promise<InfoRow | null> {
  const head = await readPortalHead(origin);
  if (!head) return null;
  return {
    term: `${options.portalHead} · ${new URL(origin).host}`,
    value: `${head.seq} · ${head.hash}`,
    explanation: options.portalHeadText,
    isCode: true,
  };
}
