import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { Button } from "../../ui/controls/Button.tsx";
import { useLocale } from "../../ui/locale.ts";
import { Banner } from "../../ui/overlays/Banner.tsx";
import type { Desk } from "./desk.ts";

export interface LiveBannersProps {
  readonly desk: Desk;
  readonly canEdit: boolean;
  readonly onDownload: () => void;
}

const ELSEWHERE_MAX = 3;

/** What the person must know of the others, and of what a save could not do. */
export function LiveBanners({ desk, canEdit, onDownload }: LiveBannersProps): JSX.Element {
  const { strings } = useLocale();
  const texts = strings.document.live;
  const { live, report } = desk;
  const refused = live?.refused.value ?? 0;
  const elsewhere = live?.others.value.filter(({ isOther }) => isOther).slice(0, ELSEWHERE_MAX) ?? [];
  const missing = report.value?.missing ?? [];
  const fallbacks = report.value?.fallbacks ?? 0;
  const hazards = report.value?.hazards ?? 0;
  const seen = useSignal({ refused: 0, fallbacks: 0, hazards: 0 });
  return (
    <>
      {canEdit && live !== null && !live.mayWrite.value && (
        <Banner tone="attention" title={texts.rightsLostTitle}>
          {texts.rightsLostText}
        </Banner>
      )}
      {elsewhere.map(({ user, name }) => (
        <Banner
          key={user}
          tone="loss"
          title={texts.otherStateTitle(name)}
          actions={<Button onClick={onDownload}>{strings.actions.download}</Button>}
        >
          {texts.otherStateText}
        </Banner>
      ))}
      {live?.isLacking.value && (
        <Banner
          tone="loss"
          title={texts.lackingTitle}
          actions={<Button onClick={onDownload}>{strings.actions.download}</Button>}
        >
          {texts.otherStateText}
        </Banner>
      )}
      {refused > seen.value.refused && (
        <Banner
          tone="attention"
          onDismiss={() => {
            seen.value = { ...seen.value, refused };
          }}
        >
          {texts.refused(refused)}
        </Banner>
      )}
      {missing.length > 0 && (
        <Banner
          tone="loss"
          title={texts.notPlacedTitle(missing.length)}
          actions={<Button onClick={onDownload}>{strings.actions.download}</Button>}
        >
          {texts.notPlacedText}
        </Banner>
      )}
      {fallbacks > seen.value.fallbacks && (
        <Banner
          onDismiss={() => {
            seen.value = { ...seen.value, fallbacks };
          }}
        >
          {texts.rewritten(fallbacks)}
        </Banner>
      )}
      {hazards > seen.value.hazards && (
        <Banner
          onDismiss={() => {
            seen.value = { ...seen.value, hazards };
          }}
        >
          {texts.tookMore(hazards)}
        </Banner>
      )}
    </>
  );
}
