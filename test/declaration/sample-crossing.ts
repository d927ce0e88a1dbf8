// Two sample shipments for the tests of the Hong Kong and Macao filings, read by the product's own form and data files.
// All names and numbers are invented; the HKHS and NCEM digits after the sixth are made up too.
import { readFileSync } from 'node:fs'
import type { CivilDate } from '../../src/base/civil-date.ts'
import { civilDate } from '../../src/base/civil-date.ts'
import { parseCsvRows, type CsvRow } from '../../src/base/csv-rows.ts'
import { parseInstant, type Instant } from '../../src/base/instant.ts'
import { hasError } from '../../src/base/issue.ts'
import { invariant } from '../../src/base/invariant.ts'
import { readDataFiles } from '../../src/adapters/system/data-files.ts'
import { elementFactsFrom } from '../../src/domain/declaration/element-fact.ts'
import { formFrom, type Form, type FormContext, type FormDefinition } from '../../src/domain/declaration/form.ts'
import { judge, ruleFactsFrom, rulesFrom, type Finding, type RuleChecks, type RuleContext } from '../../src/domain/declaration/rule.ts'
import type { Issue } from '../../src/base/issue.ts'
import { messagesFrom, type Messages } from '../../src/base/message.ts'
import { codeBookFrom } from '../../src/domain/reference/index.ts'
import { fieldTableFrom, parseDraft, type DraftObject, type Origins, type Submission } from '../../src/domain/submission/index.ts'

const data = new URL('../../data/', import.meta.url).pathname

export function dataRows(path: string): readonly CsvRow[] {
  return parseCsvRows(readFileSync(`${data}${path}`, 'utf8'))
}

const referenceRows = Object.fromEntries([...readDataFiles(`${data}reference`)].map(([path, text]) => [path, parseCsvRows(text)]))
export const book = codeBookFrom(referenceRows)
const fieldTable = fieldTableFrom(dataRows('submission/fields.csv'))

export function messagesOf(...areas: readonly string[]): Messages {
  return messagesFrom(areas.flatMap((area) => dataRows(`messages/${area}.csv`)), dataRows('submission/fields.csv'))
}

export function formOf(definition: FormDefinition, facts: string): Form {
  return formFrom(definition, elementFactsFrom(dataRows(`declarations/${facts}.csv`)))
}

export function at(text: string): Instant {
  const read = parseInstant(text)
  invariant(read !== undefined, `${text} is an instant`)
  return read
}

export const on: CivilDate = civilDate('2025-10-20')
/** 24 hours before the crossing of the samples; a Monday. */
export const now = at('2025-10-20T10:00+08:00')

export const hongKongDraft: DraftObject = {
  reference: 'SAMPLE-HK-1',
  direction: 'export',
  counterpart: 'hongkong',
  isSample: true,
  parties: {
    trader: { nameZh: '样例电池（东莞）有限公司', nameEn: 'Sample Battery (Dongguan) Co., Ltd.', address: 'Sample Road 1, Dongguan', uscc: '91441900MA00000000' },
    overseas: { nameEn: 'Sample Trading (HK) Ltd.', address: 'Unit 1, 1/F, 1 Sample Street, Kowloon', businessRegistration: '12345676' },
    localDeclarant: { name: 'Sample Agent', capacity: 'Manager' },
  },
  terms: {
    tradeTerm: '3',
    receivingFreight: { mark: '3', rate: '1000', currency: '110' },
    receivingInsurance: { mark: '1', rate: '0.3' },
  },
  movement: {
    transportMode: '4',
    crossingOffice: '5301',
    billNumber: 'SAMPLE-BILL',
    counterpartVehicle: 'SAMPLE1',
    loadingPlace: 'Dongguan',
    dischargePlace: 'Kowloon',
    crossingAt: '2025-10-21T10:00+08:00',
  },
  packages: { count: '12', kind: '22', marks: 'N/M' },
  lines: [
    {
      codes: { mainland: '8507600090', hongkong: '85076000' },
      nameZh: '锂离子蓄电池',
      nameEn: 'Rechargeable lithium-ion batteries',
      quantity: '100',
      unit: '035',
      firstUnit: '035',
      netWeightKg: '100',
      grossWeightKg: '120',
      total: '60000',
      currency: '142',
      originCountry: '142',
    },
    {
      codes: { mainland: '8504403000', hongkong: '85044030' },
      nameZh: '充电器',
      nameEn: 'Battery chargers',
      quantity: '50',
      unit: '035',
      firstUnit: '035',
      netWeightKg: '50',
      grossWeightKg: '60',
      total: '30000',
      currency: '142',
      originCountry: '142',
    },
  ],
  rates: [{ from: '142', to: '110', rate: '1.09', source: 'sample rate' }],
}

export const macaoDraft: DraftObject = {
  reference: 'SAMPLE-MO-1',
  direction: 'export',
  counterpart: 'macao',
  isSample: true,
  parties: {
    trader: { nameZh: '样例食品（珠海）有限公司', address: 'Sample Road 2, Zhuhai' },
    overseas: { nameEn: 'Sample Foods (Macao) Ltd.', address: 'Rua de Exemplo 1, Macau', macaoOperatorNumber: '000000' },
  },
  terms: { tradeTerm: '1' },
  movement: { transportMode: '4', crossingOffice: '5795', counterpartVehicle: 'MA-00-00', crossingAt: '2025-10-21T10:00+08:00' },
  packages: { count: '40', kind: '22' },
  lines: [
    {
      codes: { mainland: '0207120000', macao: '02071200' },
      nameZh: '冻鸡',
      quantity: '1000',
      unit: '035',
      netWeightKg: '1000',
      grossWeightKg: '1050',
      total: '20000',
      currency: '142',
      originCountry: '142',
      isFood: 'true',
      destinationLicence: 'SAMPLE-IAM-1',
    },
  ],
  rates: [{ from: '142', to: '121', rate: '1.12', source: 'sample rate' }],
  macao: { certificate: 'SAMPLE-CERT', inspectionAt: '2025-10-21T11:00+08:00', inspectionPlace: 'Sample post' },
}

export interface ReadSample {
  readonly submission: Submission
  readonly origins: Origins
}

/** Reads a draft with some branches replaced; throws with the issues when it does not parse. */
export function read(draft: DraftObject, change: DraftObject = {}): ReadSample {
  const { submission, origins, issues } = parseDraft({ draft: merged(draft, change), fromProfile: new Map(), issues: [] }, fieldTable, book, on)
  invariant(submission !== undefined && !hasError(issues), `the sample parses: ${JSON.stringify(issues)}`)
  return { submission, origins }
}

/** Objects are merged, everything else is replaced; null takes a value away. */
function merged(draft: DraftObject, change: DraftObject): DraftObject {
  const result: Record<string, DraftObject[string]> = { ...draft }
  for (const [key, value] of Object.entries(change)) {
    const old = result[key]
    const isBranch = (each: unknown): each is DraftObject => typeof each === 'object' && each !== null && !Array.isArray(each)
    result[key] = isBranch(value) && isBranch(old) ? merged(old, value) : value
  }
  return result
}

/** The lines of a draft with one of them changed. */
export function withLine(draft: DraftObject, index: number, change: DraftObject): DraftObject {
  const lines = draft['lines'] as readonly DraftObject[]
  return { lines: lines.map((line, each) => (each === index ? merged(line, change) : line)) }
}

export function contextOf(submission: Submission, moment: Instant = now): FormContext {
  return { submission, book, on, now: moment, senderNumber: '0123456789abcdef' }
}

/** The findings of one check. */
export function findings(checks: RuleChecks, id: string, submission: Submission, moment: Instant = now): readonly Finding[] {
  const check = checks[id]
  invariant(check !== undefined, `there is a check of ${id}`)
  return check({ ...contextOf(submission, moment), filings: [] })
}

/** Every issue of the rules of a file. */
export function judged(file: string, checks: RuleChecks, submission: Submission, moment: Instant = now): readonly Issue[] {
  const context: RuleContext = { ...contextOf(submission, moment), filings: [] }
  return judge(rulesFrom(ruleFactsFrom(dataRows(`rules/${file}.csv`)), checks), context)
}
