// The printed declaration of the mainland as boxes. Box names: data/declarations/mainland-printed.csv; which elements fill
// a box and how: mainland-printed-map.csv (box, direction, elements, format, width), where the format is
//   text               the values, parted by a blank       number        the same, aligned to the right
//   named:<list>       the code and its name
//   charge             amount, currency and kind           position:<n>  the n-th answer of the price statements
//   quantities:<list>  number and unit, a line each        pairs:<list>  name and number of each thing of a group
//   blank              filled by customs, or not known to Lingding
// and the width is in fortieths of the line. The order of the boxes is the published one, the widths are ours.
import type { CsvRow } from '../../../base/csv-rows.ts'
import { invariant } from '../../../base/invariant.ts'
import type { Label } from '../../../base/language.ts'
import { labelOf } from '../../../base/message.ts'
import type { Direction } from '../../submission/index.ts'

export interface PrintedElement {
  readonly group: string
  readonly element: string
}

export interface PrintedBox {
  readonly box: string
  /** `printed-header`, `printed-line`, … */
  readonly part: string
  readonly label: Label
  readonly isVerified: boolean
  readonly direction?: Direction
  readonly elements: readonly PrintedElement[]
  readonly format: string
  /** What stands behind the colon of a format: a code list or a position. */
  readonly argument: string
  readonly width: number
}

export interface PrintedForm {
  readonly boxes: readonly PrintedBox[]
}

/** Joins box names and map; throws when a box has no name, since both ship with the product. */
export function printedFormFrom(factRows: readonly CsvRow[], mapRows: readonly CsvRow[]): PrintedForm {
  const facts = new Map(factRows.map((row) => [row['element'] ?? '', row]))
  const boxes = mapRows.map((row): PrintedBox => {
    const box = row['box'] ?? ''
    const fact = facts.get(box)
    invariant(fact !== undefined, `mainland-printed.csv names box ${box}`)
    const [format = '', argument = ''] = (row['format'] ?? '').split(':')
    const direction = row['direction']
    return {
      box,
      part: fact['group'] ?? '',
      label: labelOf(fact),
      isVerified: fact['mark'] === 'V',
      elements: (row['elements'] ?? '').split(' ').filter((each) => each !== '').map(printedElement),
      format,
      argument,
      width: Number(row['width'] || '0'),
      ...(direction === 'export' || direction === 'import' ? { direction } : {}),
    }
  })
  return { boxes }
}

/** Boxes that a declaration of the direction has, of one part of the form. */
export function boxesOf(form: PrintedForm, part: string, direction: Direction): readonly PrintedBox[] {
  return form.boxes.filter((box) => box.part === part && (box.direction === undefined || box.direction === direction))
}

/** `境内发货人/境内收货人` is the export name and the import name of one box. */
export function labelFor(box: PrintedBox, direction: Direction): Label {
  const side = (text: string): string => {
    const [exported, imported, more] = text.split('/')
    if (imported === undefined || more !== undefined) return text
    return (direction === 'export' ? exported : imported) ?? text
  }
  return { ...box.label, 'zh-Hans': side(box.label['zh-Hans']), 'zh-Hant': side(box.label['zh-Hant']) }
}

function printedElement(text: string): PrintedElement {
  const [group = '', element = ''] = text.split('.')
  return { group, element }
}
