/** Where on the network a request comes from, as far as it is counted. */

const IPV6 = /^[0-9a-f:]+$/i;
const IPV6_GROUPS = 8;
/** A customer gets 64 bits of addresses or more, and may take another for each request (RFC 6177, section 2). */
const NETWORK_GROUPS = 4;
/** What one customer gets at the most: 65,536 such networks. */
const SITE_GROUPS = 3;

/** The address that the platform saw; of IPv6 its network of 64 bits. */
export const placeOf = (request: Request): string => placeWithin(request, NETWORK_GROUPS);

/** The same, but of IPv6 all that one customer may have: whoever guesses is one, from however many of his networks. */
export const siteOf = (request: Request): string => placeWithin(request, SITE_GROUPS);

function placeWithin(request: Request, groups: number): string {
  const address = request.headers.get("cf-connecting-ip") ?? "nowhere";
  return address.includes(":") && IPV6.test(address) ? networkOf(address, groups) : address;
}

function networkOf(address: string, length: number): string {
  const [before = [], after = []] = address.split("::").map((side) => (side === "" ? [] : side.split(":")));
  const left = Math.max(0, IPV6_GROUPS - before.length - after.length);
  const groups = [...before, ...Array<string>(left).fill("0"), ...after];
  const network = groups.slice(0, length).map((group) => Number.parseInt(group, 16).toString(16));
  return `${network.join(":")}::/${length * 16}`;
}
