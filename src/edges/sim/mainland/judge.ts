// The simulated customs of the mainland judges what lies in the OutBox of the import client: a zip with one DecMessage, or
// the plain XML that some programs write. It reads with the product's own reader and judges with its rules.
import type { Knowledge } from '../../../app/knowledge.ts'
import { dateIn, type Instant } from '../../../base/instant.ts'
import { hasError, issue, type Issue } from '../../../base/issue.ts'
import { judgeDeclaration, readDecMessage, readOutBoxZip, sniffFormat, valueOf, type Filing } from '../../../domain/declaration/index.ts'
import { judgeJson, reasonsOf } from '../judge-json.ts'
import { stemOf, type Judged, type OfferedFile } from '../judgement.ts'

/** Without these the import client does not take a message in. */
const neededToImport: ReadonlySet<string> = new Set(['decmessage_node_missing', 'decmessage_element_missing'])
const lengthOfClientNumber = 18

export function judgeMainland(file: OfferedFile, at: Instant, knowledge: Knowledge): Judged {
  if (file.folder !== 'mainland/Deccus001') return judgeJson(file, 'mainland', knowledge)
  const on = dateIn('Asia/Shanghai', at)
  const { messagePlan, book, rules } = knowledge
  const read = sniffFormat(file.bytes) === 'zip' ? readOutBoxZip(file.bytes, messagePlan, book, on) : readDecMessage(file.bytes, messagePlan, book, on)
  const base = { filing: 'mainland-declaration', shipment: '', direction: 'any', details: {} } as const
  if (!read.ok) return { ...base, outcome: 'unreadable', key: numberIn(file.name), reasons: reasonsOf(read.issues, 'mainland', knowledge) }
  const { filing, issues } = read.value
  const key = valueOf(filing, 'DecSign', 'ClientSeqNo') ?? ''
  const lacking = [...issues.filter(({ code }) => neededToImport.has(code)), ...wrongNumber(key)]
  if (lacking.length > 0) return { ...base, outcome: 'unreadable', key: key === '' ? numberIn(file.name) : key, reasons: reasonsOf(lacking, 'mainland', knowledge) }
  const found = judgeDeclaration(filing, rules, book, on)
  const reasons = hasError(found) ? reasonsOf(found.filter(({ severity }) => severity === 'error'), 'mainland', knowledge) : []
  return { ...base, outcome: 'filing', key, direction: directionOf(filing), details: detailsOf(filing, on), reasons }
}

function detailsOf(filing: Filing, declaredOn: string): Judged['details'] {
  const date = valueOf(filing, 'DecHead', 'IEDate') ?? ''
  const ieDate = date.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3')
  return { customMaster: valueOf(filing, 'DecHead', 'CustomMaster') ?? '', ieDate, declaredOn }
}

function directionOf(filing: Filing): Judged['direction'] {
  return valueOf(filing, 'DecHead', 'IEFlag') === 'I' ? 'import' : 'export'
}

function wrongNumber(key: string): readonly Issue[] {
  if (key.length === lengthOfClientNumber) return []
  return [issue({ rule: 'R21.client', code: 'simulated_client_number', params: { found: key.slice(0, 40), length: key.length }, source: 'single-window import interface: ClientSeqNo has 18 characters' })]
}

/** A ClientSeqNo that the name of the file carries, for an answer to a file that cannot be read. */
function numberIn(name: string): string {
  return /(?<![A-Za-z0-9])[A-Za-z0-9]{18}(?![A-Za-z0-9])/.exec(stemOf(name))?.[0] ?? ''
}
