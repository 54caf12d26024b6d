import { isolatedName } from "../../display-name.ts";
import { pluralIn } from "../plural.ts";
import type { DocumentTexts } from "./en.ts";

const n = pluralIn("fr");
/** French tells "many" from "other" for millions only; here both read the same. */
const counted = (count: number, one: string, other: string) => n(count, { one, many: other, other });

export const documentFr: DocumentTexts = {
  live: {
    live: "En direct",
    connecting: "Connexion…",
    offline: "Hors ligne",
    apart: "À part",
    liveText: "Ce que vous écrivez apparaît chez toutes les personnes présentes.",
    connectingText: "Les autres verront vos modifications dès que la connexion sera établie.",
    offlineText: "Continuez. Les autres verront vos modifications au retour de la connexion.",
    apartText:
      "Les autres travaillent sur une version plus récente de ce fichier. Enregistrez la vôtre en copie, ou ouvrez la leur.",
    refused: (count) =>
      counted(
        count,
        "# modification venue du portail n’a pas pu être vérifiée. Elle n’a pas été reprise dans le document.",
        "# modifications venues du portail n’ont pas pu être vérifiées. Elles n’ont pas été reprises dans le document.",
      ),
    otherStateTitle: (name) =>
      `Le portail vous montre, à vous et à ${isolatedName(name)}, des états différents de ce document`,
    lackingTitle: "Le portail ne transmet pas à cette page des modifications d’autres personnes",
    otherStateText:
      "Téléchargez une copie du vôtre, puis rouvrez le document. Si cela persiste, prévenez les responsables du portail.",
    rightsLostTitle: "Vous ne pouvez plus modifier ce document",
    rightsLostText: "Votre accès a été changé. Vous pouvez continuer à lire.",
    notPlacedTitle: (count) =>
      counted(
        count,
        "# modification n’est pas arrivée dans le fichier enregistré",
        "# modifications ne sont pas arrivées dans le fichier enregistré",
      ),
    notPlacedText:
      "Elles sont encore sur votre écran. Laissez cette page ouverte et, par prudence, téléchargez une copie.",
    rewritten: (count) =>
      counted(
        count,
        "# élément du fichier a été réécrit à l’enregistrement. Son texte est complet ; sa mise en forme fine peut différer.",
        "# éléments du fichier ont été réécrits à l’enregistrement. Leur texte est complet ; leur mise en forme fine peut différer.",
      ),
    tookMore: (count) =>
      counted(
        count,
        "Enregistré. # modification a peut-être emporté plus que prévu : la moitié d’un champ ou la fin d’une section. Tout le reste du texte est sauf. Si quelque chose semble faux, la version précédente est dans l’historique.",
        "Enregistré. # modifications ont peut-être emporté plus que prévu : la moitié d’un champ ou la fin d’une section. Tout le reste du texte est sauf. Si quelque chose semble faux, la version précédente est dans l’historique.",
      ),
  },
  history: {
    title: "Historique des versions",
    newest: "La plus récente",
    view: (version) => `Voir la version ${version}`,
    restore: (version) => `Rétablir la version ${version}`,
    viewing: (version) => `Vous regardez la version ${version}`,
    viewingText: (time, name) =>
      `Enregistrée ${time} par ${isolatedName(name)}. Rien ne peut y être modifié.`,
    backToNewest: "Retour à la version la plus récente",
    restoreThis: "Rétablir cette version",
    restoreTitle: (version) => `Rétablir la version ${version} ?`,
    restoreText:
      "Elle devient pour tout le monde la version la plus récente du fichier. Toutes les versions suivantes restent dans l’historique : cela peut donc être annulé.",
    restored: (version) => `La version ${version} est de nouveau la plus récente.`,
    restoreRefused: "Version non rétablie",
    restoreLive:
      "D’autres personnes ont ouvert ce document. Rétablissez la version quand elles l’auront fermé.",
    restoreUnsure:
      "Impossible de savoir si d’autres personnes ont ouvert ce document. Rien n’a été rétabli : réessayez quand la connexion sera revenue.",
  },
  menu: {
    comments: "Commentaires",
    zoomIn: "Agrandir",
    zoomOut: "Réduire",
    actualSize: "Taille réelle",
    fullScreen: "Plein écran",
    leaveFullScreen: "Quitter le plein écran",
    printPdf: "Imprimer ou enregistrer en PDF",
    undo: "Annuler",
    redo: "Rétablir",
    bold: "Gras",
    italic: "Italique",
    underline: "Souligné",
  },
  statistics: {
    title: "Statistiques",
    ofDocument: "Tout le document",
    ofSelection: "La sélection",
    pages: "Pages",
    words: "Mots",
    characters: "Caractères",
    cells: "Cellules remplies",
    numbers: "Nombres",
    sum: "Somme",
    average: "Moyenne",
  },
  sheet: {
    conflictTheirs: (who, cell, kept, lost) =>
      `${isolatedName(who)} a écrit dans ${cell} en même temps que vous. Contenu actuel : ${isolatedName(kept)}. Le vôtre était ${isolatedName(lost)}.`,
    conflictYours: (who, cell, kept, lost) =>
      `${isolatedName(who)} a écrit dans ${cell} en même temps que vous. Votre contenu y figure : ${isolatedName(kept)}. L’autre était ${isolatedName(lost)}.`,
    conflictUnknown: (who, cell, kept) =>
      `${isolatedName(who)} a écrit dans ${cell} en même temps que vous. Votre contenu y figure : ${isolatedName(kept)}.`,
    conflictMany: (count) =>
      n(count, {
        one: "# cellule a été modifiée en même temps par vous et par quelqu’un d’autre. C’est le contenu de l’autre qui y figure.",
        many: "# de cellules ont été modifiées en même temps par vous et par quelqu’un d’autre. C’est le contenu de l’autre qui y figure.",
        other:
          "# cellules ont été modifiées en même temps par vous et par quelqu’un d’autre. C’est le contenu de l’autre qui y figure.",
      }),
    somebody: "Quelqu’un",
    empty: "(vide)",
    useMine: "Remettre le mien",
    useTheirs: "Prendre l’autre",
    dismiss: "Fermer",
    cellGone: (text) =>
      `Quelqu’un a supprimé la cellule dans laquelle vous écriviez. Votre texte était ${isolatedName(text)}.`,
    chart: (kind) => `Graphique : ${kind}`,
    choicesOpen: "Choisir dans la liste",
    choices: (cell) => `Ce qui peut figurer dans ${cell}`,
    notAccepted: (cell, typed) =>
      `${cell} n’accepte pas ${isolatedName(typed)} : ce classeur y veut autre chose.`,
    notWanted: (cell, typed) =>
      `${isolatedName(typed)} figure maintenant dans ${cell}, mais ce classeur y veut autre chose.`,
    fileSays: (words) => `Le classeur dit : ${isolatedName(words)}`,
    rulesUnknown: (count) =>
      n(count, {
        one: "# règle de mise en forme de ce classeur n’est pas affichée ici. Elle reste dans le fichier.",
        many: "# règles de mise en forme de ce classeur ne sont pas affichées ici. Elles restent dans le fichier.",
        other:
          "# règles de mise en forme de ce classeur ne sont pas affichées ici. Elles restent dans le fichier.",
      }),
    linkQuestion: "Ouvrir ce lien ?",
    linkOpen: "Ouvrir dans un nouvel onglet",
    linkLeads: (to) => `Il mène hors de ce classeur, à ${isolatedName(to)}.`,
    linkChip: "Ouvrir le lien",
    linkChipTo: (to) => `Ouvrir ${isolatedName(to)}`,
    linkRefused:
      "Ce lien n’est pas ouvert : il ne mène ni à une page web, ni à une adresse e-mail, ni à un endroit de ce classeur.",
    linkNowhere: "L’endroit auquel mène ce lien n’est plus dans ce classeur.",
  },
  viewer: {
    unset: "Mettre ce fichier en page prend trop de temps. Il est affiché en texte brut ; rien ne manque.",
    find: "Rechercher dans ce fichier",
    next: "Suivant",
    previous: "Précédent",
    found: (at, total) => `${at} sur ${total}`,
    foundNone: "Introuvable",
    page: (page, total) => `Page ${page} sur ${total}`,
    cut: (count) =>
      counted(
        count,
        "Seule la première ligne est affichée. Téléchargez le fichier pour l’avoir en entier.",
        "Seules les # premières lignes sont affichées. Téléchargez le fichier pour l’avoir en entier.",
      ),
    picture: (name) => `Image ${isolatedName(name)}`,
  },
};
