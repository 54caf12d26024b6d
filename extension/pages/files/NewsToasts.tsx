import type { JSX } from "preact";
import type { FilesViewStore, NewsItem } from "../../state/files-view-store.ts";
import { type Locale, useLocale } from "../../ui/locale.ts";
import { type Toast, ToastStack } from "../../ui/overlays/ToastStack.tsx";
import { errorSentence } from "../../ui/states/error-sentence.ts";

/** The news of the list in words. */
export function NewsToasts({ view }: { readonly view: FilesViewStore }): JSX.Element {
  const locale = useLocale();
  return (
    <ToastStack toasts={view.news.value.map((item) => toastOf(item, locale))} onDismiss={view.dismiss} />
  );
}

function toastOf(item: NewsItem, locale: Locale): Toast {
  const isBad = item.kind === "failed" || item.kind === "dropFailed";
  return { id: item.id, tone: isBad ? "failed" : "done", text: textOf(item, locale) };
}

function textOf(item: NewsItem, { strings, errors }: Locale): string {
  const { files } = strings;
  switch (item.kind) {
    case "created":
    case "renamed":
      return files[item.kind](item.name);
    case "deleted":
    case "moved":
      return files[item.kind](item.count);
    case "trashed":
      return strings.rooms.room.trashed(item.count);
    case "accessSaved":
      return strings.rooms.share.saved;
    case "linkCopied":
    case "dropFailed":
      return files[item.kind];
    case "failed":
      return errorSentence(errors, item.code);
  }
}
