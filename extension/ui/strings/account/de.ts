import type { OwnAccountTexts } from "./en.ts";

export const ownAccountDe: OwnAccountTexts = {
  edit: "Bearbeiten",
  profileTitle: "Ihr Profil bearbeiten",
  profileText:
    "Alle auf dem Portal, die Sie sehen dürfen, sehen den neuen Namen. Sie melden sich mit der neuen Adresse an.",
  unlockTitle: "Zuerst entsperren",
  passphraseText:
    "Alle Ihre anderen Sitzungen auf diesem Portal enden. Nichts muss neu verschlüsselt werden.",
  currentPassphrase: "Bisherige Passphrase",
  currentKit: "Wiederherstellungscode",
  currentWrong: "Damit öffnet sich Ihr Konto nicht. Nichts wurde geändert.",
  useKit: "Stattdessen das Wiederherstellungsblatt verwenden",
  usePassphrase: "Stattdessen die Passphrase verwenden",
  newPassphrase: "Neue Passphrase",
  passphraseChanged: "Ihre Passphrase wurde geändert. Alle Ihre anderen Sitzungen sind beendet.",
  newKit: "Neues Wiederherstellungsblatt",
  newKitText:
    "Ein neues Blatt tritt an die Stelle dessen, das Sie haben. Das alte öffnet nichts mehr, sobald das neue geprüft ist.",
  makeKit: "Neues Blatt machen",
  kitChanged: "Das neue Blatt gilt. Vernichten Sie das alte: Es öffnet nichts mehr.",
  safety: "Sicherheitsnummer",
  safetyShow: "Meine Nummer zeigen",
  afterKitTitle: "Eine neue Passphrase wählen?",
  afterKitText:
    "Sie sind mit dem Wiederherstellungsblatt hereingekommen. Wenn die Passphrase vergessen ist, wählen Sie jetzt eine neue.",
  later: "Jetzt nicht",
  files: "Dateien",
  filesText: "Nur für Sie, in allen Ihren Browsern gleich.",
  filesShow: "Listen der Dateien ändern",
  askTrash: "Fragen, bevor etwas in den Papierkorb kommt",
  sortFiles: "Listen sortieren nach",
  sortName: "Name",
  sortChanged: "Letzter Änderung",
  sortSize: "Größe",
  devices: "Geräte",
  devicesText:
    "Wo Sie an diesem Portal angemeldet sind. Ein Gerät, das Sie beenden, sperrt sich, sobald es beim Portal etwas anfragt.",
  devicesShow: "Meine Geräte zeigen",
  deviceHere: "Dieser Browser",
  deviceUnknown: "Ein Browser",
  deviceSince: (date) => `Angemeldet ${date}`,
  deviceEnd: "Beenden",
  deviceEndOf: (device) => `Sitzung beenden: ${device}`,
  devicesEndOthers: "Alle anderen beenden",
  devicesAlone: "Sie sind nirgends sonst angemeldet.",
};
