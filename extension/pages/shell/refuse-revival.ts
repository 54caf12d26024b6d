/**
 * A page that the browser kept aside and shows again on Back saw nothing of what happened meanwhile, a lock included:
 * it begins anew instead.
 */
export function refuseRevival(): void {
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
}
