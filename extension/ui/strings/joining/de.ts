import { isolatedName } from "../../display-name.ts";
import type { JoiningTexts } from "./en.ts";

export const joiningDe: JoiningTexts = {
  title: "Sie sind eingeladen",
  intro: (name, portal) => `${isolatedName(name)} lädt Sie zu ${isolatedName(portal)} ein.`,
  inviter: "Eingeladen von",
  inviterText: "Name und Adresse wurden mit dem signierten Protokoll des Portals verglichen.",
  type: "Sie werden",
  typeTexts: {
    DocSpaceAdmin:
      "Sie bekommen einen Privaten Raum, können Räume anlegen und kümmern sich um Personen und Einstellungen des Portals.",
    RoomAdmin: "Sie bekommen einen Privaten Raum, können Räume anlegen und Personen dazu einladen.",
    User: "Sie bekommen einen Privaten Raum und arbeiten in den Räumen, zu denen Sie eingeladen werden.",
    Guest: "Sie arbeiten in den Räumen, zu denen Sie eingeladen werden. Gäste haben keinen Privaten Raum.",
  },
  room: "Raum",
  withRoom: "Sobald Sie beigetreten sind, sind Sie Mitglied eines Raums.",
  until: "Gilt bis",
  stranger: "Wenn Sie diese Person nicht kennen, schließen Sie diese Seite. Über Sie wurde nichts gesendet.",
  accept: "Einladung annehmen",
  haveAccount: "Ich habe auf diesem Portal schon ein Konto",
  overTitle: "Diese Einladung gilt nicht mehr",
  overText:
    "Sie wurde benutzt, zurückgezogen oder ist abgelaufen. Jeder Link gilt einmal. Bitten Sie die Person, die Sie eingeladen hat, um einen neuen.",
  brokenTitle: "Dieser Link ist nicht vollständig",
  brokenText:
    "Ein Teil des Einladungslinks ging unterwegs verloren. Kopieren Sie den ganzen Link in die Adresszeile, oder lassen Sie ihn sich noch einmal schicken.",
  knownTitle: "Sie haben hier schon ein Konto",
  knownText: (name) =>
    `Dieser Browser gehört auf diesem Portal ${isolatedName(name)}. Die Einladung wurde nicht benutzt. Für wen sie ist, kann den Link in einem anderen Browser oder Profil öffnen.`,
  openMine: "Mein Konto öffnen",
  otherEmail: "Andere Adresse verwenden",
  otherEmailText:
    "Ihre Schlüssel und Ihr Wiederherstellungsblatt werden dann neu gemacht. Werfen Sie das gedruckte weg.",
  readyTitle: "Sie sind beigetreten",
  readyGuest:
    "Der Raum öffnet sich, sobald ein Mitglied Ihnen seinen Schlüssel gegeben hat. Das geschieht von selbst, wenn eines online ist.",
  openRooms: "Die Räume öffnen",
};
