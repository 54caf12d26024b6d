import { isolatedName } from "../../display-name.ts";
import { pluralIn } from "../plural.ts";
import type { RoomsTexts } from "./en.ts";

const n = pluralIn("de");
const q = (name: string) => `„${isolatedName(name)}“`;

export const roomsDe: RoomsTexts = {
  share: {
    title: (name) => `${q(name)} teilen`,
    intro:
      "Personen mit Vollzugriff können diese Datei lesen und ändern. Sie finden sie unter „Mit mir geteilt“.",
    people: "Personen mit Zugriff",
    nobody: "Niemand außer Ihnen hat Zugriff.",
    nobodyFound: "Niemand dieses Namens kann hinzugefügt werden.",
    accessOf: (name) => `Zugriff von ${isolatedName(name)}`,
    add: (name) => `${isolatedName(name)} hinzufügen`,
    owner: "Inhaber",
    pending: "Bekommt den Schlüssel bald",
    added: "Bekommt Zugriff, wenn Sie speichern",
    disabled: "Deaktiviert. Aktivieren Sie die Person zuerst.",
    notVerified:
      "Vergleichen Sie zuerst die Sicherheitsnummern: Dieses Portal teilt nur mit Personen, deren Schlüssel verglichen wurden.",
    notJoined: "Eingeladen, aber noch ohne Schlüssel. Sie können die Person nach dem Beitritt hinzufügen.",
    denyText: (name) =>
      `Zugriff verweigern: Diese Datei schließt sich jetzt für ${isolatedName(name)}, und nichts Neueres ist lesbar. Was gelesen wurde, wurde gelesen.`,
    inviteText: "Fehlt jemand? Wer noch nicht auf dem Portal ist, hat keine Schlüssel.",
    invite: "Per Link einladen",
    linkText:
      "Der Link wirkt einmal, sieben Tage lang. Senden Sie ihn auf einem vertrauten Weg, und fügen Sie die Person nach dem Beitritt hinzu.",
    saving: (share) => `Die Datei wird vorbereitet: ${share}`,
    saved: "Zugriff gespeichert.",
  },
  shared: {
    mark: "Geteilt",
    emptyTitle: "Nichts ist mit Ihnen geteilt",
    emptyText: "Hier erscheinen Dateien, auf die andere Ihnen Vollzugriff geben.",
    by: "Geteilt von",
  },
  list: {
    label: "Räume",
    title: "Titel",
    owner: "Inhaber",
    level: "Meine Stufe",
    members: "Mitglieder",
    changed: "Geändert",
    search: "In Räumen suchen",
    archiveEmptyTitle: "Das Archiv ist leer",
    archiveEmptyText: "Archivierte Räume lassen sich lesen und wiederherstellen, aber nicht ändern.",
    notMember: "Kein Mitglied",
  },
  room: {
    emptyTitle: "Dieser Raum ist leer",
    emptyText: "Was hier liegt, können die Mitglieder des Raums lesen und sonst niemand.",
    readOnlyEmptyText: "Noch hat niemand etwas hineingelegt.",
    search: "In diesem Raum suchen",
    info: "Info",
    members: "Mitglieder",
    archived: "Dieser Raum ist archiviert. Er lässt sich lesen, nicht ändern.",
    stale: "Jemand ist gegangen. Schreiben geht wieder, sobald der Raum seinen neuen Schlüssel hat.",
    noKeyTitle: "Sie haben noch keinen Schlüssel zu diesem Raum",
    noKeyText: "Ein Mitglied mit Schlüssel gibt ihn, sobald es online ist. Sie müssen nichts tun.",
    trashTitle: (count) =>
      n(count, {
        one: "# Element in den Papierkorb legen?",
        other: "# Elemente in den Papierkorb legen?",
      }),
    trashText: "Aus dem Papierkorb lässt es sich wiederherstellen.",
    trashAction: "In den Papierkorb legen",
    trashed: (count) =>
      n(count, { one: "# Element liegt im Papierkorb.", other: "# Elemente liegen im Papierkorb." }),
  },
  trash: {
    emptyTitle: "Der Papierkorb ist leer",
    emptyText:
      "Was Sie in Räumen löschen, kommt zuerst hierher. Dateien des Privaten Raums werden sofort gelöscht.",
    room: "Raum",
    restore: "Wiederherstellen",
    restored: (count) =>
      n(count, { one: "# Element wiederhergestellt.", other: "# Elemente wiederhergestellt." }),
    empty: "Papierkorb leeren",
    emptyAskTitle: "Den Papierkorb leeren?",
    emptyAskText:
      "Alles in Ihrem Papierkorb wird endgültig gelöscht. Das lässt sich nicht rückgängig machen.",
  },
  info: {
    membersOnly: "Die Mitglieder des Raums",
    safety: "Meine Sicherheitsnummer",
    safetyText:
      "Andere vergleichen sie mit der, die sie für Sie sehen. Gleiche Ziffern heißen, dass niemand dazwischen ist.",
    record: "Protokoll",
    recordText: "Der neueste Eintrag des signierten Protokolls. Vergleichen Sie ihn mit anderen Mitgliedern.",
  },
  denied: {
    title: "Ihr Zugriff wurde zurückgenommen",
    text: "Dieses Dokument ist geschlossen. Was nicht gespeichert war, ist noch hier: Laden Sie es jetzt herunter, wenn Sie es brauchen.",
    savedText: "Dieses Dokument ist geschlossen. Alles, was Sie schrieben, wurde dort gespeichert.",
    download: "Meine Arbeit herunterladen",
  },
};
