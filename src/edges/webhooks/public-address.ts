// Where the platform sends nothing on somebody's word: addresses of private networks, of this machine, of a link, and
// those set aside for other purposes (IANA IPv4 and IPv6 Special-Purpose Address Registries, RFC 6890). A name is judged
// by what it resolves to at the moment of sending, and the connection goes to that very address.
import { Resolver } from 'node:dns/promises'
import { lookup as lookupHere, type LookupAddress, type LookupOptions } from 'node:dns'
import { BlockList, isIP, isIPv4, type LookupFunction } from 'node:net'

const insideV4 = ['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4']
/** Of IPv6 only 2000::/3 is given out for the public; these are the parts of it that lead elsewhere. */
const insideV6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']

const refusedV4 = listOf(insideV4, 'ipv4')
const refusedV6 = listOf(insideV6, 'ipv6')
const publicV6 = listOf(['2000::/3'], 'ipv6')

export class AddressRefused extends Error {
  override readonly name = 'AddressRefused'
  readonly code = 'address_refused'
}

/** True for an IP address that nothing is sent to; false for a name, whose addresses are judged when they are known. */
export function isInsideAddress(host: string): boolean {
  const address = host.replace(/^\[|\]$/g, '')
  if (isIP(address) === 0) return isLocalName(address) || isOddNumber(address)
  return isIPv4(address) ? refusedV4.check(address, 'ipv4') : refusedV6.check(address, 'ipv6') || !publicV6.check(address, 'ipv6')
}

function isLocalName(name: string): boolean {
  return /(^|\.)(localhost|local|internal|home\.arpa)\.?$/i.test(name) || !name.includes('.')
}

/** `127.1`, `0x7f000001`, `017700000001`: some readers take these for addresses. */
function isOddNumber(name: string): boolean {
  return /^(0x[0-9a-f]*|\d+)$/i.test(name.replace(/\.$/, '').split('.').at(-1) ?? '')
}

/** Resolves without the threads that everything else shares, so that a slow name server holds up only its own webhook. */
export function publicLookup(): LookupFunction {
  const resolver = new Resolver({ timeout: 2_000, tries: 2 })
  return (host, options, done) => {
    resolvePublic(resolver, host).then(
      (addresses) => answer(addresses, options, done),
      (error: unknown) => done(error instanceof Error ? error : new Error(String(error)), []),
    )
  }
}

/** For a platform of one's own: as this machine resolves. */
export const localLookup: LookupFunction = (host, options, done) => {
  lookupHere(host, { all: true, family: options.family ?? 0 }, (error, addresses) => (error === null ? answer(addresses, options, done) : done(error, [])))
}

async function resolvePublic(resolver: Resolver, host: string): Promise<readonly LookupAddress[]> {
  const [v4, v6] = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)])
  const addresses = [...listed(v4, 4), ...listed(v6, 6)]
  if (addresses.length === 0) throw v4.status === 'rejected' ? v4.reason : new AddressRefused(`${host} has no address`)
  // One that leads inside beside others that do not is no accident.
  if (addresses.some(({ address }) => isInsideAddress(address))) throw new AddressRefused(`${host} leads inside`)
  return addresses
}

function listed(resolved: PromiseSettledResult<readonly string[]>, family: 4 | 6): readonly LookupAddress[] {
  return resolved.status === 'fulfilled' ? resolved.value.map((address) => ({ address, family })) : []
}

function answer(addresses: readonly LookupAddress[], options: LookupOptions, done: Parameters<LookupFunction>[2]): void {
  const [first] = addresses
  if (options.all === true) done(null, [...addresses])
  else done(first === undefined ? new AddressRefused('there is no address') : null, first?.address ?? '', first?.family)
}

function listOf(nets: readonly string[], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList()
  for (const net of nets) {
    const [address = '', bits] = net.split('/')
    list.addSubnet(address, Number(bits), family)
  }
  return list
}
