/** Media types by a name's extension, for what the browser does not know everywhere. */
const BY_EXTENSION = new Map([
  ["docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"],
  ["xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
  ["pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"],
  ["pdf", "application/pdf"],
  ["txt", "text/plain"],
]);
const UNKNOWN = "application/octet-stream";
const PLAIN_TYPE = /^[a-z0-9][a-z0-9!#$&^_.+-]{0,60}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,60}$/;

/** The type to note for a file: by its name, else what the browser said without parameters, else bytes. */
export function mediaTypeOf(name: string, said = ""): string {
  const extension = name.slice(name.lastIndexOf(".") + 1).toLowerCase();
  const plain = said.split(";")[0]?.trim().toLowerCase() ?? "";
  return BY_EXTENSION.get(extension) ?? (PLAIN_TYPE.test(plain) ? plain : UNKNOWN);
}
