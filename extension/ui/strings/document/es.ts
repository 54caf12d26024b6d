import { isolatedName } from "../../display-name.ts";
import { pluralIn } from "../plural.ts";
import type { DocumentTexts } from "./en.ts";

const n = pluralIn("es");
/** Spanish tells "many" from "other" for millions only; here both read the same. */
const counted = (count: number, one: string, other: string) => n(count, { one, many: other, other });

export const documentEs: DocumentTexts = {
  live: {
    live: "En vivo",
    connecting: "Conectando…",
    offline: "Sin conexión",
    apart: "Por separado",
    liveText: "Lo que escribe aparece ante todas las personas presentes.",
    connectingText: "Los demás verán sus cambios en cuanto haya conexión.",
    offlineText: "Siga trabajando. Los demás verán sus cambios cuando vuelva la conexión.",
    apartText:
      "Los demás trabajan en una versión más reciente de este archivo. Guarde la suya como copia o abra la de ellos.",
    refused: (count) =>
      counted(
        count,
        "# cambio que llegó del portal no se pudo comprobar. No se incorporó al documento.",
        "# cambios que llegaron del portal no se pudieron comprobar. No se incorporaron al documento.",
      ),
    otherStateTitle: (name) =>
      `El portal les muestra a usted y a ${isolatedName(name)} estados distintos de este documento`,
    lackingTitle: "El portal no entrega a esta página cambios de otras personas",
    otherStateText:
      "Descargue una copia del suyo y vuelva a abrir el documento. Si sigue así, avise a quien gestiona el portal.",
    rightsLostTitle: "Ya no puede cambiar este documento",
    rightsLostText: "Su acceso ha cambiado. Puede seguir leyendo.",
    notPlacedTitle: (count) =>
      counted(count, "# cambio no llegó al archivo guardado", "# cambios no llegaron al archivo guardado"),
    notPlacedText: "Siguen en su pantalla. Deje esta página abierta y descargue una copia por seguridad.",
    rewritten: (count) =>
      counted(
        count,
        "# elemento del archivo se escribió de nuevo al guardar. Su texto está completo; su formato fino puede variar.",
        "# elementos del archivo se escribieron de nuevo al guardar. Su texto está completo; su formato fino puede variar.",
      ),
    tookMore: (count) =>
      counted(
        count,
        "Guardado. # cambio pudo llevarse más de lo previsto: la mitad de un campo o el final de una sección. Todo el texto restante está a salvo. Si algo se ve mal, la versión anterior está en el historial.",
        "Guardado. # cambios pudieron llevarse más de lo previsto: la mitad de un campo o el final de una sección. Todo el texto restante está a salvo. Si algo se ve mal, la versión anterior está en el historial.",
      ),
  },
  history: {
    title: "Historial de versiones",
    newest: "La más reciente",
    view: (version) => `Ver la versión ${version}`,
    restore: (version) => `Restaurar la versión ${version}`,
    viewing: (version) => `Está viendo la versión ${version}`,
    viewingText: (time, name) =>
      `Guardada ${time} por ${isolatedName(name)}. En ella no se puede cambiar nada.`,
    backToNewest: "Volver a la versión más reciente",
    restoreThis: "Restaurar esta versión",
    restoreTitle: (version) => `¿Restaurar la versión ${version}?`,
    restoreText:
      "Pasa a ser para todos la versión más reciente del archivo. Todas las versiones posteriores quedan en el historial, así que se puede deshacer.",
    restored: (version) => `La versión ${version} vuelve a ser la más reciente.`,
    restoreRefused: "No se restauró",
    restoreLive: "Otras personas tienen abierto este documento. Restaure la versión cuando lo hayan cerrado.",
    restoreUnsure:
      "No se pudo saber si otras personas tienen abierto este documento. No se restauró nada: inténtelo de nuevo cuando vuelva la conexión.",
  },
  menu: {
    comments: "Comentarios",
    zoomIn: "Ampliar",
    zoomOut: "Reducir",
    actualSize: "Tamaño real",
    fullScreen: "Pantalla completa",
    leaveFullScreen: "Salir de pantalla completa",
    printPdf: "Imprimir o guardar como PDF",
    undo: "Deshacer",
    redo: "Rehacer",
    bold: "Negrita",
    italic: "Cursiva",
    underline: "Subrayado",
  },
  statistics: {
    title: "Estadísticas",
    ofDocument: "Todo el documento",
    ofSelection: "La selección",
    pages: "Páginas",
    words: "Palabras",
    characters: "Caracteres",
    cells: "Celdas con contenido",
    numbers: "Números",
    sum: "Suma",
    average: "Promedio",
  },
  sheet: {
    conflictTheirs: (who, cell, kept, lost) =>
      `${isolatedName(who)} escribió en ${cell} al mismo tiempo que usted. Ahora contiene ${isolatedName(kept)}. Lo suyo era ${isolatedName(lost)}.`,
    conflictYours: (who, cell, kept, lost) =>
      `${isolatedName(who)} escribió en ${cell} al mismo tiempo que usted. Ahora contiene lo suyo: ${isolatedName(kept)}. Lo otro era ${isolatedName(lost)}.`,
    conflictUnknown: (who, cell, kept) =>
      `${isolatedName(who)} escribió en ${cell} al mismo tiempo que usted. Ahora contiene lo suyo: ${isolatedName(kept)}.`,
    conflictMany: (count) =>
      n(count, {
        one: "Usted y otra persona cambiaron # celda al mismo tiempo. Ahora contiene lo de la otra persona.",
        many: "Usted y otra persona cambiaron # de celdas al mismo tiempo. Ahora contienen lo de la otra persona.",
        other:
          "Usted y otra persona cambiaron # celdas al mismo tiempo. Ahora contienen lo de la otra persona.",
      }),
    somebody: "Alguien",
    empty: "(vacía)",
    useMine: "Recuperar lo mío",
    useTheirs: "Tomar lo otro",
    dismiss: "Cerrar",
    cellGone: (text) =>
      `Alguien eliminó la celda en la que usted escribía. Su texto era ${isolatedName(text)}.`,
    chart: (kind) => `Gráfico: ${kind}`,
    choicesOpen: "Elegir de la lista",
    choices: (cell) => `Lo que puede estar en ${cell}`,
    notAccepted: (cell, typed) =>
      `${cell} no acepta ${isolatedName(typed)}: este libro quiere otra cosa ahí.`,
    notWanted: (cell, typed) =>
      `${isolatedName(typed)} está ahora en ${cell}, pero este libro quiere otra cosa ahí.`,
    fileSays: (words) => `El libro dice: ${isolatedName(words)}`,
    rulesUnknown: (count) =>
      n(count, {
        one: "# regla de formato de este libro no se muestra aquí. Se queda en el archivo.",
        many: "# reglas de formato de este libro no se muestran aquí. Se quedan en el archivo.",
        other: "# reglas de formato de este libro no se muestran aquí. Se quedan en el archivo.",
      }),
    linkQuestion: "¿Abrir este enlace?",
    linkOpen: "Abrir en una pestaña nueva",
    linkLeads: (to) => `Lleva fuera de este libro, a ${isolatedName(to)}.`,
    linkChip: "Abrir el enlace",
    linkChipTo: (to) => `Abrir ${isolatedName(to)}`,
    linkRefused:
      "Este enlace no se abre: no lleva a una página web, ni a una dirección de correo, ni a un lugar de este libro.",
    linkNowhere: "El lugar al que lleva este enlace ya no está en este libro.",
  },
  viewer: {
    unset:
      "Componer este archivo como página tarda demasiado. Se muestra como texto sin formato; no falta nada.",
    find: "Buscar en este archivo",
    next: "Siguiente",
    previous: "Anterior",
    found: (at, total) => `${at} de ${total}`,
    foundNone: "No se encontró",
    page: (page, total) => `Página ${page} de ${total}`,
    cut: (count) =>
      counted(
        count,
        "Solo se muestra la primera línea. Descargue el archivo para tenerlo entero.",
        "Solo se muestran las primeras # líneas. Descargue el archivo para tenerlo entero.",
      ),
    picture: (name) => `Imagen ${isolatedName(name)}`,
  },
};
