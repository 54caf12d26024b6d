/**
 * A file that is dropped where nothing takes it would make the browser leave the page and show the file. Whatever takes
 * drops has acted before the event gets here.
 */
export function refuseDrops(): void {
  const refuse = (event: DragEvent): void => {
    if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
  };
  window.addEventListener("dragover", refuse);
  window.addEventListener("drop", refuse);
}
