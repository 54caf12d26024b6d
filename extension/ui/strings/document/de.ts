import { isolatedName } from "../../display-name.ts";
import { pluralIn } from "../plural.ts";
import type { DocumentTexts } from "./en.ts";

const n = pluralIn("de");

export const documentDe: DocumentTexts = {
  live: {
    live: "Live",
    connecting: "Verbindet …",
    offline: "Offline",
    apart: "Getrennt",
    liveText: "Was Sie schreiben, erscheint bei allen, die hier sind.",
    connectingText: "Andere sehen Ihre Änderungen, sobald die Verbindung steht.",
    offlineText: "Arbeiten Sie weiter. Andere sehen Ihre Änderungen, wenn die Verbindung wieder da ist.",
    apartText:
      "Die anderen arbeiten an einer neueren Version dieser Datei. Speichern Sie Ihre als Kopie, oder öffnen Sie die der anderen.",
    refused: (count) =>
      n(count, {
        one: "# Änderung vom Portal ließ sich nicht prüfen. Sie wurde nicht in das Dokument übernommen.",
        other:
          "# Änderungen vom Portal ließen sich nicht prüfen. Sie wurden nicht in das Dokument übernommen.",
      }),
    otherStateTitle: (name) =>
      `Das Portal zeigt Ihnen und ${isolatedName(name)} verschiedene Stände dieses Dokuments`,
    lackingTitle: "Das Portal enthält dieser Seite Änderungen anderer vor",
    otherStateText:
      "Laden Sie eine Kopie Ihres Standes herunter, und öffnen Sie das Dokument neu. Wenn es so bleibt, wenden Sie sich an die Betreiber des Portals.",
    rightsLostTitle: "Sie können dieses Dokument nicht mehr ändern",
    rightsLostText: "Ihr Zugriff wurde geändert. Lesen können Sie weiter.",
    notPlacedTitle: (count) =>
      n(count, {
        one: "# Änderung ist nicht in der gespeicherten Datei angekommen",
        other: "# Änderungen sind nicht in der gespeicherten Datei angekommen",
      }),
    notPlacedText:
      "Sie stehen noch auf Ihrem Bildschirm. Lassen Sie diese Seite offen und laden Sie sicherheitshalber eine Kopie herunter.",
    rewritten: (count) =>
      n(count, {
        one: "# Element der Datei wurde beim Speichern neu geschrieben. Der Text ist vollständig, feine Formatierungen können abweichen.",
        other:
          "# Elemente der Datei wurden beim Speichern neu geschrieben. Der Text ist vollständig, feine Formatierungen können abweichen.",
      }),
    tookMore: (count) =>
      n(count, {
        one: "Gespeichert. # Änderung hat vielleicht mehr mitgenommen als gemeint: die Hälfte eines Feldes oder das Ende eines Abschnitts. Aller übrige Text ist sicher. Sieht etwas falsch aus, steht die vorige Version im Versionsverlauf.",
        other:
          "Gespeichert. # Änderungen haben vielleicht mehr mitgenommen als gemeint: die Hälfte eines Feldes oder das Ende eines Abschnitts. Aller übrige Text ist sicher. Sieht etwas falsch aus, steht die vorige Version im Versionsverlauf.",
      }),
  },
  history: {
    title: "Versionsverlauf",
    newest: "Neueste",
    view: (version) => `Version ${version} ansehen`,
    restore: (version) => `Version ${version} wiederherstellen`,
    viewing: (version) => `Sie sehen Version ${version}`,
    viewingText: (time, name) =>
      `Gespeichert ${time} von ${isolatedName(name)}. Hier lässt sich nichts ändern.`,
    backToNewest: "Zurück zur neuesten Version",
    restoreThis: "Diese Version wiederherstellen",
    restoreTitle: (version) => `Version ${version} wiederherstellen?`,
    restoreText:
      "Sie wird für alle zur neuesten Version dieser Datei. Alle Versionen seither bleiben im Verlauf, es lässt sich also rückgängig machen.",
    restored: (version) => `Version ${version} ist wieder die neueste.`,
    restoreRefused: "Nicht wiederhergestellt",
    restoreLive:
      "Andere haben dieses Dokument geöffnet. Stellen Sie die Version wieder her, wenn sie es geschlossen haben.",
    restoreUnsure:
      "Ob andere dieses Dokument geöffnet haben, ließ sich nicht feststellen. Nichts wurde wiederhergestellt: Versuchen Sie es wieder, wenn die Verbindung steht.",
  },
  menu: {
    comments: "Kommentare",
    zoomIn: "Vergrößern",
    zoomOut: "Verkleinern",
    actualSize: "Originalgröße",
    fullScreen: "Vollbild",
    leaveFullScreen: "Vollbild verlassen",
    printPdf: "Drucken oder als PDF speichern",
    undo: "Rückgängig",
    redo: "Wiederholen",
    bold: "Fett",
    italic: "Kursiv",
    underline: "Unterstrichen",
  },
  statistics: {
    title: "Statistik",
    ofDocument: "Das ganze Dokument",
    ofSelection: "Die Auswahl",
    pages: "Seiten",
    words: "Wörter",
    characters: "Zeichen",
    cells: "Zellen mit Inhalt",
    numbers: "Zahlen",
    sum: "Summe",
    average: "Mittelwert",
  },
  sheet: {
    conflictTheirs: (who, cell, kept, lost) =>
      `${isolatedName(who)} hat gleichzeitig mit Ihnen in ${cell} geschrieben. Dort steht jetzt ${isolatedName(kept)}. Von Ihnen war ${isolatedName(lost)}.`,
    conflictYours: (who, cell, kept, lost) =>
      `${isolatedName(who)} hat gleichzeitig mit Ihnen in ${cell} geschrieben. Dort steht jetzt Ihr Inhalt: ${isolatedName(kept)}. Der andere war ${isolatedName(lost)}.`,
    conflictUnknown: (who, cell, kept) =>
      `${isolatedName(who)} hat gleichzeitig mit Ihnen in ${cell} geschrieben. Dort steht jetzt Ihr Inhalt: ${isolatedName(kept)}.`,
    conflictMany: (count) =>
      n(count, {
        one: "# Zelle wurde gleichzeitig von Ihnen und jemand anderem geändert. Dort steht jetzt der Inhalt des anderen.",
        other:
          "# Zellen wurden gleichzeitig von Ihnen und jemand anderem geändert. Dort steht jetzt der Inhalt des anderen.",
      }),
    somebody: "Jemand",
    empty: "(leer)",
    useMine: "Meinen Inhalt zurückholen",
    useTheirs: "Den anderen Inhalt nehmen",
    dismiss: "Schließen",
    cellGone: (text) =>
      `Jemand hat die Zelle gelöscht, in der Sie gerade schrieben. Ihr Text war ${isolatedName(text)}.`,
    chart: (kind) => `Diagramm: ${kind}`,
    choicesOpen: "Aus der Liste wählen",
    choices: (cell) => `Was in ${cell} stehen darf`,
    notAccepted: (cell, typed) =>
      `${cell} nimmt ${isolatedName(typed)} nicht an: Diese Arbeitsmappe will dort etwas anderes.`,
    notWanted: (cell, typed) =>
      `${isolatedName(typed)} steht jetzt in ${cell}, aber diese Arbeitsmappe will dort etwas anderes.`,
    fileSays: (words) => `Die Arbeitsmappe sagt: ${isolatedName(words)}`,
    rulesUnknown: (count) =>
      n(count, {
        one: "# Formatierungsregel dieser Arbeitsmappe wird hier nicht gezeigt. Sie bleibt in der Datei.",
        other:
          "# Formatierungsregeln dieser Arbeitsmappe werden hier nicht gezeigt. Sie bleiben in der Datei.",
      }),
    linkQuestion: "Diesen Link öffnen?",
    linkOpen: "In neuem Tab öffnen",
    linkLeads: (to) => `Er führt aus dieser Arbeitsmappe hinaus, zu ${isolatedName(to)}.`,
    linkChip: "Link öffnen",
    linkChipTo: (to) => `${isolatedName(to)} öffnen`,
    linkRefused:
      "Dieser Link wird nicht geöffnet: Er führt weder zu einer Webseite noch zu einer E-Mail-Adresse noch an eine Stelle dieser Arbeitsmappe.",
    linkNowhere: "Die Stelle, zu der dieser Link führt, gibt es in dieser Arbeitsmappe nicht mehr.",
  },
  viewer: {
    unset:
      "Diese Datei als Seite zu setzen dauert zu lange. Sie wird als einfacher Text gezeigt; nichts fehlt.",
    find: "In dieser Datei suchen",
    next: "Weiter",
    previous: "Zurück",
    found: (at, total) => `${at} von ${total}`,
    foundNone: "Nicht gefunden",
    page: (page, total) => `Seite ${page} von ${total}`,
    cut: (count) =>
      n(count, {
        one: "Nur die erste Zeile wird gezeigt. Laden Sie die Datei herunter, um alles zu haben.",
        other: "Nur die ersten # Zeilen werden gezeigt. Laden Sie die Datei herunter, um alles zu haben.",
      }),
    picture: (name) => `Bild ${isolatedName(name)}`,
  },
};
