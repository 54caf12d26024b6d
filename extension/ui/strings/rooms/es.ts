import { isolatedName } from "../../display-name.ts";
import { pluralIn } from "../plural.ts";
import type { RoomsTexts } from "./en.ts";

const n = pluralIn("es");
const q = (name: string) => `«${isolatedName(name)}»`;

export const roomsEs: RoomsTexts = {
  share: {
    title: (name) => `Compartir ${q(name)}`,
    intro:
      "Quienes tienen acceso completo pueden leer y cambiar este archivo. Lo encuentran en «Compartido conmigo».",
    people: "Personas con acceso",
    nobody: "Nadie más que usted tiene acceso.",
    nobodyFound: "No se puede añadir a nadie con ese nombre.",
    accessOf: (name) => `Acceso de ${isolatedName(name)}`,
    add: (name) => `Añadir a ${isolatedName(name)}`,
    owner: "Propietario",
    pending: "Recibirá pronto la clave",
    added: "Tendrá acceso cuando guarde",
    disabled: "Desactivada. Active primero a la persona.",
    notVerified:
      "Compare antes los números de seguridad: este portal solo comparte con personas cuyas claves se compararon.",
    notJoined: "Con invitación, pero aún sin claves. Podrá añadir a la persona cuando se una.",
    denyText: (name) =>
      `Denegar acceso: este archivo se cierra ahora para ${isolatedName(name)} y no podrá leer nada más nuevo. Lo leído, leído está.`,
    inviteText: "¿Falta alguien? Quien todavía no está en el portal no tiene claves.",
    invite: "Invitar con un enlace",
    linkText:
      "El enlace sirve una vez, durante 7 días. Envíelo por un medio de confianza y añada a la persona cuando se una.",
    saving: (share) => `Preparando el archivo: ${share}`,
    saved: "Acceso guardado.",
  },
  shared: {
    mark: "Compartido",
    emptyTitle: "No hay nada compartido con usted",
    emptyText: "Aquí aparecen los archivos a los que otros le dan acceso completo.",
    by: "Compartido por",
  },
  list: {
    label: "Salas",
    title: "Título",
    owner: "Propietario",
    level: "Mi nivel",
    members: "Miembros",
    changed: "Cambiada",
    search: "Buscar en las salas",
    archiveEmptyTitle: "El archivo está vacío",
    archiveEmptyText: "Las salas archivadas se pueden leer y restaurar, pero no cambiar.",
    notMember: "No es miembro",
  },
  room: {
    emptyTitle: "Esta sala está vacía",
    emptyText: "Lo que se ponga aquí lo leen los miembros de la sala y nadie más.",
    readOnlyEmptyText: "Nadie ha puesto nada aquí todavía.",
    search: "Buscar en esta sala",
    info: "Información",
    members: "Miembros",
    archived: "Esta sala está archivada. Se puede leer, no cambiar.",
    stale: "Alguien se fue. Se podrá escribir en cuanto la sala tenga su nueva clave.",
    noKeyTitle: "Todavía no tiene la clave de esta sala",
    noKeyText: "Un miembro con la clave se la dará en cuanto esté en línea. No tiene que hacer nada.",
    trashTitle: (count) =>
      n(count, {
        one: "¿Mover # elemento a la papelera?",
        many: "¿Mover # de elementos a la papelera?",
        other: "¿Mover # elementos a la papelera?",
      }),
    trashText: "Podrá restaurarlo desde la papelera.",
    trashAction: "Mover a la papelera",
    trashed: (count) =>
      n(count, {
        one: "# elemento está en la papelera.",
        many: "# de elementos están en la papelera.",
        other: "# elementos están en la papelera.",
      }),
  },
  trash: {
    emptyTitle: "La papelera está vacía",
    emptyText:
      "Lo que elimina en las salas llega primero aquí. Los archivos de la Sala privada se eliminan al momento.",
    room: "Sala",
    restore: "Restaurar",
    restored: (count) =>
      n(count, {
        one: "# elemento restaurado.",
        many: "# de elementos restaurados.",
        other: "# elementos restaurados.",
      }),
    empty: "Vaciar la papelera",
    emptyAskTitle: "¿Vaciar la papelera?",
    emptyAskText: "Todo lo que hay en su papelera se eliminará para siempre. No se puede deshacer.",
  },
  info: {
    membersOnly: "Los miembros de la sala",
    safety: "Mi número de seguridad",
    safetyText:
      "Otros lo comparan con el que ven de usted. Si las cifras son iguales, no hay nadie en medio.",
    record: "Registro",
    recordText: "La entrada más nueva del registro firmado. Compárela con otros miembros.",
  },
  denied: {
    title: "Se le ha retirado el acceso",
    text: "Este documento está cerrado. Lo que no había guardado sigue aquí: descárguelo ahora si lo necesita.",
    savedText: "Este documento está cerrado. Todo lo que escribió quedó guardado allí.",
    download: "Descargar mi trabajo",
  },
};
