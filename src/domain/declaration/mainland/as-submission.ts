// A declaration that somebody else wrote, seen as the submission that it might have been made from: so the rules of one judge
// the other. Only what `judge-declaration.ts` asks is in it. What the message does not say is absent: it has no net weight of a line, but a
// statutory quantity in kilograms is one (R4).
import { parseDecimal, type Decimal } from '../../../base/decimal.ts'
import type { Charge, GoodsLine, Submission } from '../../submission/index.ts'
import { valueOf, type FiledGroup, type Filing } from '../filing.ts'
import { directionOf, originOf } from './origin-swap.ts'

const kilogram = '035' // GACC, list unit

/** Pattern of the path in the submission → group and element of the message. The first group that has an index takes it. */
export const elementOfPath: Readonly<Record<string, readonly [group: string, element: string]>> = {
  reference: ['DecSign', 'ClientSeqNo'],
  'parties.trader.uscc': ['DecHead', 'TradeCoScc'],
  'parties.owner.uscc': ['DecHead', 'OwnerCodeScc'],
  'parties.declarant.uscc': ['DecHead', 'AgentCodeScc'],
  'terms.freight.mark': ['DecHead', 'FeeMark'],
  'terms.freight.rate': ['DecHead', 'FeeRate'],
  'terms.freight.currency': ['DecHead', 'FeeCurr'],
  'terms.insurance.mark': ['DecHead', 'InsurMark'],
  'terms.insurance.rate': ['DecHead', 'InsurRate'],
  'terms.insurance.currency': ['DecHead', 'InsurCurr'],
  'terms.other.mark': ['DecHead', 'OtherMark'],
  'terms.other.rate': ['DecHead', 'OtherRate'],
  'terms.other.currency': ['DecHead', 'OtherCurr'],
  'movement.batchNumber': ['DecFreeTxt', 'VoyNo'],
  'packages.count': ['DecHead', 'PackNo'],
  'packages.others[].count': ['DecOtherPack', 'PackQty'],
  'containers[].number': ['Container', 'ContainerId'],
  'containers[].lineNumbers': ['Container', 'GoodsNo'],
  'lines[]': ['DecList', 'GNo'],
  'lines[].codes.mainland': ['DecList', 'CodeTS'],
  'lines[].total': ['DecList', 'DeclTotal'],
  'lines[].firstQuantity': ['DecList', 'FirstQty'],
  'lines[].secondQuantity': ['DecList', 'SecondQty'],
  // The rules name the weights of the head by the first line, where they are mended.
  'lines[].netWeightKg': ['DecHead', 'NetWt'],
  'lines[].grossWeightKg': ['DecHead', 'GrossWet'],
}

type Values = ReadonlyMap<string, string>

/** The submission of a mainland declaration; undefined when it does not say its direction. */
export function asSubmission(filing: Filing): Submission | undefined {
  const direction = directionOf(filing)
  if (direction === undefined) return undefined
  const groups = (id: string): readonly FiledGroup[] => filing.groups.filter(({ group }) => group === id)
  const head: Values = valuesOf(groups('DecHead')[0])
  const batchNumber = valueOf(filing, 'DecFreeTxt', 'VoyNo')
  const party = (element: string) => given({ uscc: head.get(element) })
  return {
    reference: '',
    direction,
    counterpart: 'hongkong', // not said in the message; no rule of judge-declaration.ts asks it
    parties: {
      trader: party('TradeCoScc'),
      owner: party('OwnerCodeScc'),
      declarant: party('AgentCodeScc'),
      dataEntry: {},
      operator: {},
      overseas: {},
      localDeclarant: {},
      carrier: {},
      driver: {},
      consigneeContact: {},
      notify: {},
      dangerousGoodsContact: {},
    },
    terms: {
      ...given({ tradeTerm: head.get('TransMode') }),
      freight: charge(head, 'Fee'),
      insurance: charge(head, 'Insur'),
      other: charge(head, 'Other'),
      promises: {},
    },
    movement: { ...given({ batchNumber }), trailer: {}, crew: {} },
    containers: groups('Container').map(valuesOf).map((values) => given({ number: values.get('ContainerId'), lineNumbers: values.get('GoodsNo') })),
    packages: {
      ...given({ count: integer(head.get('PackNo')), kind: head.get('WrapType') }),
      others: groups('DecOtherPack').map(valuesOf).map((values) => given({ kind: values.get('PackType'), count: integer(values.get('PackQty')) })),
    },
    lines: groups('DecList').map((group) => lineOf(valuesOf(group), originOf(group, direction))),
    documents: groups('LicenseDocu').map(valuesOf).map((values) => given({ kind: values.get('DocuCode'), number: values.get('CertCode') })),
    attachments: [],
    rates: [],
    hongkong: {},
    macao: {},
  }
}

function lineOf(values: Values, originCountry: string | undefined): GoodsLine {
  const quantities = {
    firstQuantity: number(values.get('FirstQty')),
    firstUnit: values.get('FirstUnit'),
    secondQuantity: number(values.get('SecondQty')),
    secondUnit: values.get('SecondUnit'),
  }
  const { firstUnit, firstQuantity, secondUnit, secondQuantity } = quantities
  return {
    codes: given({ mainland: values.get('CodeTS') }),
    ...given({
      ...quantities,
      quantity: number(values.get('GQty')),
      unit: values.get('GUnit'),
      unitPrice: number(values.get('DeclPrice')),
      total: number(values.get('DeclTotal')),
      currency: values.get('TradeCurr'),
      netWeightKg: firstUnit === kilogram ? firstQuantity : secondUnit === kilogram ? secondQuantity : undefined,
      originCountry,
    }),
    dangerousGoods: {},
    licences: [],
    vehicles: [],
  }
}

function charge(head: Values, stem: string): Charge {
  return given({ mark: head.get(`${stem}Mark`), rate: number(head.get(`${stem}Rate`)), currency: head.get(`${stem}Curr`) })
}

function valuesOf(group: FiledGroup | undefined): Values {
  return new Map(group?.elements.map(({ element, value }) => [element, value]))
}

function number(text: string | undefined): Decimal | undefined {
  return text === undefined ? undefined : parseDecimal(text)
}

function integer(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined
}

type Given<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> }

/** Without the members that are undefined. */
function given<T extends object>(members: T): Given<T> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Given<T>
}
