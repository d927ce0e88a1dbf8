// Origin and destination of a goods line of the mainland's declaration. On export the message carries them the other way
// round: OriginCountry is the final destination and DestinationCountry is the origin; on import they mean what they say
// (rule R6). Whoever reads a line asks here and never the element itself. The names on the single window's screens
// (CusOriginCountry, DestinationCountry) are not swapped.
import type { Direction } from '../../submission/index.ts'
import { countryCodes } from '../derivations.ts'
import { valueOf, type FiledGroup, type Filing } from '../filing.ts'

/** IEFlag: E is export, I is import; undefined for anything else. */
export function directionOf(filing: Filing): Direction | undefined {
  const flag = valueOf(filing, 'DecHead', 'IEFlag')
  return flag === 'E' ? 'export' : flag === 'I' ? 'import' : undefined
}

/** Country of origin of a goods line (a DecList); undefined when it has none. */
export function originOf(line: FiledGroup, direction: Direction): string | undefined {
  return countryIn(line, direction === 'export' ? 'DestinationCountry' : 'OriginCountry')
}

/** Country of final destination of a goods line (a DecList); undefined when it has none. */
export function destinationOf(line: FiledGroup, direction: Direction): string | undefined {
  return countryIn(line, direction === 'export' ? 'OriginCountry' : 'DestinationCountry')
}

/**
 * True for a line of an export that seems to be written without the swap, as one public generator of version 3.1 does: it
 * says that goods of another country go to the mainland.
 */
export function looksUnswapped(line: FiledGroup, direction: Direction): boolean {
  const origin = originOf(line, direction)
  return direction === 'export' && destinationOf(line, direction) === countryCodes.mainland && origin !== undefined && origin !== countryCodes.mainland
}

function countryIn(line: FiledGroup, name: string): string | undefined {
  return line.elements.find(({ element }) => element === name)?.value
}
