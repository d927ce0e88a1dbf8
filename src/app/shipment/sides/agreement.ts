// Rule R22 across both sides: packages, goods, party and date must agree between the declarations (Hong Kong Customs, Single
// Submission for Dual Declaration). Each filing keeps these facts in its entry, so that two sides can be compared without
// either reading the other's shipment. Which values stand for each fact is ours: the count and kind of the packages; the
// first six digits of each line's code, the same in every tariff, with its quantity; the two trading parties; the day.
import { formatDecimal, trimDecimal } from '../../../base/decimal.ts'
import { dateIn } from '../../../base/instant.ts'
import { subheadingOf } from '../../../domain/reference/index.ts'
import type { GoodsLine, Submission } from '../../../domain/submission/index.ts'
import type { AgreedFacts, Difference } from '../events.ts'

export function agreedFacts({ packages, lines, parties, movement }: Submission): AgreedFacts {
  const { trader, overseas } = parties
  return {
    packages: [packages.count, packages.kind].filter((part) => part !== undefined).join(' × '),
    goods: lines.map(goodsOf).toSorted(),
    parties: [trader.uscc, overseas.nameEn ?? overseas.nameZh].flatMap((name) => (name === undefined ? [] : [name.trim().toUpperCase()])),
    date: movement.crossingAt === undefined ? '' : dateIn('Asia/Hong_Kong', movement.crossingAt),
  }
}

export function differencesBetween(own: AgreedFacts, other: AgreedFacts): readonly Difference[] {
  const facts: readonly Difference[] = [
    { fact: 'packages', own: own.packages, other: other.packages },
    { fact: 'goods', own: own.goods.join('; '), other: other.goods.join('; ') },
    { fact: 'party', own: own.parties.join('; '), other: other.parties.join('; ') },
    { fact: 'date', own: own.date, other: other.date },
  ]
  return facts.filter((each) => each.own !== each.other)
}

function goodsOf({ codes, quantity, unit }: GoodsLine): string {
  const code = codes.mainland ?? codes.hongkong ?? codes.macao ?? ''
  const amount = quantity === undefined ? '' : ` ${formatDecimal(trimDecimal(quantity))} ${unit ?? ''}`
  return `${subheadingOf(code) ?? code}${amount}`.trim()
}
