import { isolatedName } from "../../display-name.ts";
import { pluralIn } from "../plural.ts";
import type { RoomsTexts } from "./en.ts";

const n = pluralIn("fr");
const q = (name: string) => `« ${isolatedName(name)} »`;

export const roomsFr: RoomsTexts = {
  share: {
    title: (name) => `Partager ${q(name)}`,
    intro:
      "Les personnes ayant l’accès complet peuvent lire et modifier ce fichier. Elles le trouvent sous « Partagés avec moi ».",
    people: "Personnes ayant accès",
    nobody: "Personne d’autre que vous n’a accès.",
    nobodyFound: "Personne de ce nom ne peut être ajouté.",
    accessOf: (name) => `Accès de ${isolatedName(name)}`,
    add: (name) => `Ajouter ${isolatedName(name)}`,
    owner: "Propriétaire",
    pending: "Recevra bientôt la clé",
    added: "Aura accès dès l’enregistrement",
    disabled: "Compte désactivé. Réactivez d’abord cette personne.",
    notVerified:
      "Comparez d’abord les numéros de sécurité : ce portail ne partage qu’avec les personnes dont les clés ont été comparées.",
    notJoined: "Invitation envoyée, mais pas encore de clés. Ajoutez cette personne après son arrivée.",
    denyText: (name) =>
      `Refuser l’accès : ce fichier se ferme maintenant pour ${isolatedName(name)}, et rien de plus récent ne sera lisible. Ce qui a été lu a été lu.`,
    inviteText: "Il manque quelqu’un ? Qui n’est pas encore sur le portail n’a pas de clés.",
    invite: "Inviter par lien",
    linkText:
      "Le lien sert une fois, pendant 7 jours. Envoyez-le par un moyen sûr, puis ajoutez la personne après son arrivée.",
    saving: (share) => `Préparation du fichier : ${share}`,
    saved: "Accès enregistrés.",
  },
  shared: {
    mark: "Partagé",
    emptyTitle: "Rien n’est partagé avec vous",
    emptyText: "Les fichiers auxquels d’autres vous donnent l’accès complet apparaissent ici.",
    by: "Partagé par",
  },
  list: {
    label: "Salles",
    title: "Titre",
    owner: "Propriétaire",
    level: "Mon niveau",
    members: "Membres",
    changed: "Modifiée",
    search: "Rechercher dans les salles",
    archiveEmptyTitle: "Les archives sont vides",
    archiveEmptyText: "Une salle archivée peut être lue et restaurée, mais pas modifiée.",
    notMember: "Pas membre",
  },
  room: {
    emptyTitle: "Cette salle est vide",
    emptyText: "Ce qui est déposé ici peut être lu par les membres de la salle et par personne d’autre.",
    readOnlyEmptyText: "Personne n’a encore rien déposé ici.",
    search: "Rechercher dans cette salle",
    info: "Infos",
    members: "Membres",
    archived: "Cette salle est archivée. Elle peut être lue, pas modifiée.",
    stale: "Quelqu’un est parti. L’écriture reprend dès que la salle a sa nouvelle clé.",
    noKeyTitle: "Vous n’avez pas encore la clé de cette salle",
    noKeyText: "Un membre qui a la clé la donnera dès qu’il sera en ligne. Vous n’avez rien à faire.",
    trashTitle: (count) =>
      n(count, {
        one: "Mettre # élément à la corbeille ?",
        many: "Mettre # d’éléments à la corbeille ?",
        other: "Mettre # éléments à la corbeille ?",
      }),
    trashText: "Vous pourrez le restaurer depuis la corbeille.",
    trashAction: "Mettre à la corbeille",
    trashed: (count) =>
      n(count, {
        one: "# élément est dans la corbeille.",
        many: "# d’éléments sont dans la corbeille.",
        other: "# éléments sont dans la corbeille.",
      }),
  },
  trash: {
    emptyTitle: "La corbeille est vide",
    emptyText:
      "Ce que vous supprimez dans les salles arrive d’abord ici. Les fichiers de la Salle privée sont supprimés aussitôt.",
    room: "Salle",
    restore: "Restaurer",
    restored: (count) =>
      n(count, {
        one: "# élément restauré.",
        many: "# d’éléments restaurés.",
        other: "# éléments restaurés.",
      }),
    empty: "Vider la corbeille",
    emptyAskTitle: "Vider la corbeille ?",
    emptyAskText:
      "Tout le contenu de votre corbeille sera supprimé définitivement. Cette action est irréversible.",
  },
  info: {
    membersOnly: "Les membres de la salle",
    safety: "Mon numéro de sécurité",
    safetyText:
      "Les autres le comparent à celui qu’ils voient pour vous. Les mêmes chiffres prouvent que personne ne s’interpose.",
    record: "Registre",
    recordText: "La dernière entrée du registre signé. Comparez-la avec les autres membres.",
  },
  denied: {
    title: "Votre accès a été retiré",
    text: "Ce document est fermé. Ce que vous n’aviez pas enregistré est encore ici : téléchargez-le maintenant si vous en avez besoin.",
    savedText: "Ce document est fermé. Tout ce que vous aviez écrit y a été enregistré.",
    download: "Télécharger mon travail",
  },
};
