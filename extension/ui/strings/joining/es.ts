import { isolatedName } from "../../display-name.ts";
import type { JoiningTexts } from "./en.ts";

export const joiningEs: JoiningTexts = {
  title: "Tiene una invitación",
  intro: (name, portal) => `${isolatedName(name)} le invita a ${isolatedName(portal)}.`,
  inviter: "Le invita",
  inviterText: "El nombre y la dirección se compararon con el registro firmado del portal.",
  type: "Usted será",
  typeTexts: {
    DocSpaceAdmin:
      "Tiene una Sala privada, puede crear salas y se ocupa de las personas y de los ajustes del portal.",
    RoomAdmin: "Tiene una Sala privada y puede crear salas e invitar a personas a ellas.",
    User: "Tiene una Sala privada y trabaja en las salas a las que le invitan.",
    Guest: "Trabaja en las salas a las que le invitan. Los invitados no tienen Sala privada.",
  },
  room: "Sala",
  withRoom: "En cuanto se haya unido, será miembro de una sala.",
  until: "Vale hasta el",
  stranger: "Si no conoce a esta persona, cierre esta página. No se ha enviado nada sobre usted.",
  accept: "Aceptar la invitación",
  haveAccount: "Ya tengo una cuenta en este portal",
  overTitle: "Esta invitación ya no sirve",
  overText:
    "Se ha usado, se ha retirado o ha caducado. Cada enlace sirve una vez. Pida uno nuevo a quien le invitó.",
  brokenTitle: "Este enlace no está entero",
  brokenText:
    "Una parte del enlace de invitación se perdió por el camino. Copie el enlace entero en la barra de direcciones, o pídalo otra vez.",
  knownTitle: "Ya tiene una cuenta aquí",
  knownText: (name) =>
    `En este portal, este navegador es de ${isolatedName(name)}. La invitación no se ha usado. La persona a la que va dirigida puede abrir el enlace en otro navegador o perfil.`,
  openMine: "Abrir mi cuenta",
  otherEmail: "Usar otra dirección",
  otherEmailText: "Sus claves y su kit de recuperación se hacen entonces de nuevo. Tire el que imprimió.",
  readyTitle: "Se ha unido",
  readyGuest:
    "La sala se abre en cuanto uno de sus miembros le haya dado su clave. Ocurre por sí solo cuando uno de ellos está en línea.",
  openRooms: "Abrir las salas",
};
