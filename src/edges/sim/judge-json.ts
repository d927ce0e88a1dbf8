// Judges a filing in our own JSON, as Hong Kong, Macao and the mainland's road manifest get them here. The shipment stands
// in the file, or in its name (16 hexadecimal digits). Sheets beside the JSON are for people and no filings.
import type { Knowledge } from '../../app/knowledge.ts'
import type { Issue } from '../../base/issue.ts'
import type { Language } from '../../base/language.ts'
import { renderIssue } from '../../base/message.ts'
import type { Customs } from '../../domain/access/index.ts'
import { filingKinds, readFilingJson, type FilingKind } from '../../domain/declaration/index.ts'
import { stemOf, type Judged, type OfferedFile } from './judgement.ts'

const maxReasons = 5
/** In which language a customs gives its reasons. */
const languageOfCustoms: Readonly<Record<Customs, Language>> = { mainland: 'zh-Hans', hongkong: 'zh-Hant', macao: 'pt' }

export function judgeJson(file: OfferedFile, customs: Customs, knowledge: Knowledge): Judged {
  const named = shipmentIn(file.name)
  const base = { shipment: named, direction: 'any', details: {}, reasons: [] } as const
  if (/\.csv$/i.test(file.name)) return { ...base, outcome: 'beside', filing: filingIn(file.name, customs), key: '' }
  const read = readFilingJson(file.bytes, knowledge.forms)
  if (!read.ok) {
    const filing = filingIn(file.name, customs)
    return { ...base, outcome: 'unreadable', filing, key: keyOf(named, filing), reasons: reasonsOf(read.issues, customs, knowledge) }
  }
  const { kind } = read.value.filing
  const shipment = read.value.shipment || named
  const isOurs = kind.startsWith(customs) && kind !== 'mainland-declaration'
  const issues = isOurs ? read.value.issues : []
  return {
    ...base,
    shipment,
    outcome: isOurs && shipment !== '' ? 'filing' : 'unreadable',
    filing: kind,
    key: keyOf(shipment, kind),
    reasons: isOurs ? reasonsOf(issues, customs, knowledge) : [`${kind}: not filed with ${customs}`],
  }
}

export function reasonsOf(issues: readonly Issue[], customs: Customs, knowledge: Knowledge): readonly string[] {
  const shown = issues.slice(0, maxReasons).map((each) => renderIssue(each, knowledge.messages, languageOfCustoms[customs]).reason)
  return issues.length > maxReasons ? [...shown, `+${issues.length - maxReasons}`] : shown
}

/** The shipment that a name carries: `0123456789abcdef-hongkong-cargo.json`. */
export function shipmentIn(name: string): string {
  return /(?<![0-9a-f])[0-9a-f]{16}(?![0-9a-f])/.exec(name)?.[0] ?? ''
}

function filingIn(name: string, customs: Customs): FilingKind {
  const stem = stemOf(name)
  const named = filingKinds.find((kind) => kind.startsWith(customs) && stem.includes(kind))
  const others: Readonly<Record<Customs, FilingKind>> = { mainland: 'mainland-manifest-original', hongkong: 'hongkong-cargo', macao: 'macao-declaration' }
  return named ?? others[customs]
}

function keyOf(shipment: string, filing: string): string {
  return shipment === '' ? '' : `${shipment}/${filing}`
}
