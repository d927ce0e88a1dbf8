// Nothing is filed in somebody's name without their act: an organisation files for parties whose number is its own, or
// that have given it a mandate. What is for the other side is given to the other side.
import { issue, type Issue } from '../../base/issue.ts'
import type { Customs } from '../../domain/access/index.ts'
import type { Submission } from '../../domain/submission/index.ts'
import type { Organisation } from '../access/directory.ts'
import { mayFileFor } from '../access/directory.ts'
import type { PreparedShipment } from '../prepare-shipment.ts'

export type Standing = Pick<Organisation, 'administrations' | 'numbers' | 'mandates'>

/** Of a platform that one organisation runs for itself. */
export const ownPlatform: Standing = { administrations: ['mainland', 'hongkong', 'macao'], numbers: [], mandates: ['*'] }

interface NamedParty {
  readonly path: string
  readonly number: string | undefined
}

/** The party in whose name the filings with an administration are made. */
export function partyFor(customs: Customs, { parties }: Submission): NamedParty {
  switch (customs) {
    case 'mainland':
      return { path: 'parties.trader.uscc', number: parties.trader.uscc }
    case 'hongkong':
      return { path: 'parties.overseas.businessRegistration', number: parties.overseas.businessRegistration }
    case 'macao':
      return { path: 'parties.overseas.macaoOperatorNumber', number: parties.overseas.macaoOperatorNumber }
  }
}

/** A filing in a name that the organisation may not use; what has no number yet is for the form to ask. */
export function notInTheirName({ submission, forms }: PreparedShipment, standing: Standing): readonly Issue[] {
  const asked = [...new Set(forms.map((form) => form.customs))]
  if (asked.length === 0) return [made('', 'shipment_no_administration', {})]
  return asked.flatMap((customs) => {
    const { path, number } = partyFor(customs, submission)
    if (number === undefined || mayFileFor(standing, number)) return []
    return [made(path, 'shipment_not_in_their_name', { number, customs: `#customs.${customs}` })]
  })
}

function made(path: string, code: string, params: Issue['params']): Issue {
  const fix = { kind: 'act', code: `${code}.fix`, params } as const
  return issue({ path, rule: 'shipment.in-whose-name', code, params, source: 'Lingding: no filing in the name of somebody without their act', fix })
}
