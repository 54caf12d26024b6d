/** A form's own work in place of the browser's, which would go to another page. The work tells itself how it went. */
export function submit(event: Event, work: () => Promise<void>): void {
  event.preventDefault();
  void work();
}
