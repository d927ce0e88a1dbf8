// R19: items of the road manifest that come in pairs. R20: one batch number for one crossing. R21: numbers of the declaration:
// none of customs' on the first sending, an own one of 18 characters, and the structure of the entry number.
import type { Fix } from '../../../../base/issue.ts'
import { patternOf } from '../../../submission/index.ts'
import { valueOf, type Filing } from '../../filing.ts'
import type { Finding, RuleCheck, RuleChecks, RuleContext } from '../../rule.ts'
import { filingOf } from './built-filing.ts'

interface Paired {
  readonly element: string
  /** Where the value of the element is entered. */
  readonly path: string
}

const pairs = {
  'R19.packages': [
    { element: '件数', path: 'packages.count' },
    { element: '包装', path: 'packages.kind' },
  ],
  'R19.value': [
    { element: '托运货物价值', path: 'lines[0].total' },
    { element: '金额类型代码', path: 'lines[0].currency' },
  ],
  'R19.volume': [
    { element: '货物体积', path: 'packages.volumeM3' },
    { element: '体积单位', path: 'packages.volumeM3' },
  ],
  'R19.weight': [
    { element: '货物重量', path: 'lines[0].grossWeightKg' },
    { element: '重量单位', path: 'lines[0].grossWeightKg' },
  ],
  'R19.notify': [
    { element: '通知人名称', path: 'parties.notify.name' },
    { element: '通知人地址', path: 'parties.notify.address' },
    { element: '通知人联系号码', path: 'parties.notify.phone' },
  ],
  'R19.contact': [
    { element: '危险品联系人姓名', path: 'parties.dangerousGoodsContact.name' },
    { element: '危险品联系人联系号码', path: 'parties.dangerousGoodsContact.phone' },
  ],
} as const satisfies Readonly<Record<string, readonly Paired[]>>

/** Dangerous goods travel with somebody to call. Derived, so a warning. */
const contactOfDangerousGoods: RuleCheck = ({ submission: { lines, parties } }) => {
  const index = lines.findIndex((line) => line.dangerousGoods.unNumber !== undefined)
  if (index < 0 || parties.dangerousGoodsContact.name !== undefined) return []
  const path = 'parties.dangerousGoodsContact.name'
  const fix: Fix = { kind: 'act', code: 'dangerous_goods_without_contact.fix' }
  return [{ path, code: 'dangerous_goods_without_contact', params: { line: index + 1 }, fix }]
}

const oneBatchNumber: RuleCheck = ({ submission: { movement } }) => {
  const found = movement.batchNumber
  if (found === undefined) return []
  const numbers = found.split(/[\s,，;；、/]+/).filter((each) => each !== '')
  const [first] = numbers
  if (numbers.length === 1 && first === found) return []
  const path = 'movement.batchNumber'
  const fix: Fix = first === undefined ? { kind: 'act', code: 'several_batch_numbers.fix.act' } : { kind: 'set', path, value: first }
  return [{ path, code: 'several_batch_numbers', params: { found }, fix }]
}

const batchPlaces = [
  ['mainland-declaration', 'DecFreeTxt', 'VoyNo'],
  ['mainland-manifest-confirmation', 'Manifest', 'D014'],
  ['mainland-manifest-arrival', 'Arrival', 'D014'],
] as const

const sameBatchNumber: RuleCheck = (context) => {
  const found = batchPlaces.flatMap(([kind, group, element]) => {
    const value = valueIn(context, kind, group, element)
    return value === undefined ? [] : [value]
  })
  if (new Set(found).size <= 1) return []
  const params = { found: [...new Set(found)].join(', ') }
  return [{ path: 'movement.batchNumber', code: 'batch_numbers_differ', params, fix: { kind: 'act', code: 'batch_numbers_differ.fix' } }]
}

const clientNumberLength = 18 // ClientSeqNo, SeqNo and EntryId all have 18 characters
const entryNumber = /^(\d{4})(\d{4})(\d)\d{9}$/ // customs office, year, direction, serial

const noNumberYet: RuleCheck = (context) => {
  const found = valueIn(context, 'mainland-declaration', 'DecHead', 'SeqNo')
  if (found === undefined || found === context.unifiedNumber) return []
  return [{ path: '', code: 'sequence_number_given', params: { found }, fix: { kind: 'act', code: 'sequence_number_given.fix' } }]
}

const ownNumber: RuleCheck = (context) => {
  const found = valueIn(context, 'mainland-declaration', 'DecSign', 'ClientSeqNo')
  if (found === undefined || found.length === clientNumberLength) return []
  const params = { found, length: found.length }
  return [{ path: 'reference', code: 'client_number_length', params, fix: { kind: 'act', code: 'client_number_length.fix' } }]
}

/** Direction 1 is import; that 0 is export is not verified, so another digit on export is not refused. */
const entryNumberStructure: RuleCheck = (context) => {
  const found = valueIn(context, 'mainland-declaration', 'DecHead', 'EntryId')
  if (found === undefined) return []
  const parts = entryNumber.exec(found)
  const office = valueIn(context, 'mainland-declaration', 'DecHead', 'CustomMaster')
  const isImport = context.submission.direction === 'import'
  if (parts !== null && (office === undefined || parts[1] === office) && (!isImport || parts[3] === '1')) return []
  const params = { found, office: office ?? '' }
  return [{ path: '', code: 'entry_number_structure', params, fix: { kind: 'act', code: 'entry_number_structure.fix' } }]
}

export const manifestChecks: RuleChecks = {
  ...Object.fromEntries(Object.entries(pairs).map(([id, paired]) => [id, pairCheck(paired)])),
  'R19.dangerous': contactOfDangerousGoods,
  'R20.one': oneBatchNumber,
  'R20.same': sameBatchNumber,
  'R21.first': noNumberYet,
  'R21.client': ownNumber,
  'R21.entry': entryNumberStructure,
}

function pairCheck(paired: readonly Paired[]): RuleCheck {
  return (context) => {
    const manifest = filingOf(context, 'mainland-manifest-original')
    if (manifest === undefined) return []
    const missing = paired.filter(({ element }) => valueOf(manifest, 'Consignment', element) === undefined)
    return missing.length === paired.length ? [] : missing.map((each) => unpaired(each, paired, manifest))
  }
}

function unpaired({ path }: Paired, paired: readonly Paired[], manifest: Filing): Finding {
  const given = paired.find((each) => valueOf(manifest, 'Consignment', each.element) !== undefined)
  const params = { missing: `#field.${patternOf(path)}`, given: `#field.${patternOf(given?.path ?? '')}` }
  return { path, code: 'manifest_pair_incomplete', params, fix: { kind: 'act', code: 'manifest_pair_incomplete.fix', params } }
}

function valueIn(context: RuleContext, kind: Filing['kind'], group: string, element: string): string | undefined {
  const filing = filingOf(context, kind)
  return filing === undefined ? undefined : valueOf(filing, group, element)
}
