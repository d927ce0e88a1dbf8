// Folders and names of the files of the exchange. `Deccus001` and the four boxes are those of the mainland's import client,
// as are `Successed_` and `Failed_` before the name of an import result and the 21 digits of time behind it (names seen in
// public programs: `Successed_I_12121_t-2_202408191442314383412`). The other folders and names are ours.
import { dateIn, startOf, type Instant } from '../../../base/instant.ts'
import { isCustoms, type Customs } from '../../access/index.ts'
import { invariant } from '../../../base/invariant.ts'
import type { FilingKind } from '../form.ts'
import type { CustomsAnswer } from './answer.ts'
import { formatNoticeTime } from './notice-time.ts'
import { formatOfAnswer } from './write-answer.ts'

export const exchangeBoxes = ['OutBox', 'SentBox', 'FailBox', 'InBox'] as const
export type ExchangeBox = (typeof exchangeBoxes)[number]

/** Business folders under the root of the exchange, by customs. */
export const exchangeFolders: Readonly<Record<Customs, readonly string[]>> = {
  mainland: ['mainland/Deccus001', 'mainland/manifest'],
  hongkong: ['hongkong'],
  macao: ['macao'],
}

export function customsOfFiling(filing: FilingKind): Customs {
  const customs = filing.split('-')[0] ?? ''
  invariant(isCustoms(customs), `${filing} is filed with a customs`)
  return customs
}

/** `mainland/Deccus001`: the folder that holds the four boxes of a filing's channel. */
export function exchangeFolderOf(filing: FilingKind): string {
  if (filing === 'mainland-declaration') return 'mainland/Deccus001'
  const customs = customsOfFiling(filing)
  return customs === 'mainland' ? 'mainland/manifest' : customs
}

export function inBoxOf(filing: FilingKind): string {
  return `${exchangeFolderOf(filing)}/InBox`
}

/** Name of an answer in the InBox; `stem` is the name of the file answered, without its ending. */
export function resultName(answer: CustomsAnswer, stem: string, at: Instant): string {
  const time = compactTime(answer.noticedAt ?? at)
  switch (formatOfAnswer(answer)) {
    case 'DecImportResponse':
      return `${answer.code === '0' ? 'Successed' : 'Failed'}_${stem}_${time}.xml`
    case 'DEC_RESULT':
      return `Receipt_${stem}_${answer.code}_${time}.xml`
    case 'lingding-answer':
      return `answer_${answer.filing}_${stem}_${answer.code}_${time}.json`
  }
}

/** `202408191442314383412`: China's time to the second, and seven more digits. */
function compactTime(at: Instant): string {
  const ofSecond = (at - startOf(dateIn('Asia/Shanghai', at), 'Asia/Shanghai')) % 1000
  return `${formatNoticeTime(at).replace(/\D/g, '')}${String(ofSecond).padStart(3, '0')}0000`
}
