import { isolatedName } from "../../display-name.ts";
import type { JoiningTexts } from "./en.ts";

export const joiningFr: JoiningTexts = {
  title: "Vous êtes invité",
  intro: (name, portal) => `${isolatedName(name)} vous invite sur ${isolatedName(portal)}.`,
  inviter: "Invité par",
  inviterText: "Le nom et l’adresse ont été comparés au registre signé du portail.",
  type: "Vous serez",
  typeTexts: {
    DocSpaceAdmin:
      "Vous avez une Salle privée, pouvez créer des salles et vous occupez des personnes et des réglages du portail.",
    RoomAdmin: "Vous avez une Salle privée, pouvez créer des salles et y inviter des personnes.",
    User: "Vous avez une Salle privée et travaillez dans les salles où vous êtes invité.",
    Guest: "Vous travaillez dans les salles où vous êtes invité. Les invités n’ont pas de Salle privée.",
  },
  room: "Salle",
  withRoom: "Dès que vous aurez rejoint le portail, vous serez membre d’une salle.",
  until: "Valable jusqu’au",
  stranger: "Si vous ne connaissez pas cette personne, fermez cette page. Rien n’a été envoyé sur vous.",
  accept: "Accepter l’invitation",
  haveAccount: "J’ai déjà un compte sur ce portail",
  overTitle: "Cette invitation n’est plus valable",
  overText:
    "Elle a été utilisée, annulée ou a expiré. Chaque lien sert une fois. Demandez-en un nouveau à la personne qui vous a invité.",
  brokenTitle: "Ce lien n’est pas entier",
  brokenText:
    "Une partie du lien d’invitation s’est perdue en route. Copiez le lien entier dans la barre d’adresse, ou demandez-le de nouveau.",
  knownTitle: "Vous avez déjà un compte ici",
  knownText: (name) =>
    `Sur ce portail, ce navigateur est celui de ${isolatedName(name)}. L’invitation n’a pas été utilisée. La personne à qui elle est destinée peut ouvrir le lien dans un autre navigateur ou profil.`,
  openMine: "Ouvrir mon compte",
  otherEmail: "Utiliser une autre adresse",
  otherEmailText: "Vos clés et votre kit de secours sont alors refaits. Jetez celui que vous avez imprimé.",
  readyTitle: "Vous avez rejoint le portail",
  readyGuest:
    "La salle s’ouvre dès qu’un de ses membres vous a remis sa clé. Cela se fait tout seul quand l’un d’eux est en ligne.",
  openRooms: "Ouvrir les salles",
};
