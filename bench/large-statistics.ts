// A synthetic file of the mainland query, as large as asked, with faults planted at known rows. The same seed gives the same
// bytes; no figure in it is real.
import { closeSync, openSync, writeSync } from 'node:fs'
import iconv from 'iconv-lite'
import { encodeUtf8 } from '../src/base/text-codec.ts'
import { seededRandom, type Random } from '../src/base/random.ts'

export interface LargeStatistics {
  readonly rows: number
  readonly bad: number
  readonly seed: number
  /** UTF-8 unless said. */
  readonly charset?: 'gb18030'
}

export interface Planted {
  readonly path: string
  readonly bytes: number
  /** Row and code of every fault, in order of rows. */
  readonly faults: readonly (readonly [row: number, code: string])[]
}

const header = '数据年月,商品编码,商品名称,贸易伙伴编码,贸易伙伴名称,贸易方式编码,贸易方式名称,注册地编码,注册地名称,第一数量,第一计量单位,第二数量,第二计量单位,人民币,\r\n'
const partners = ['110', '112', '116', '121', '122', '133', '136', '141', '142', '502']
const modes = ['0110', '1039', '1210', '1233', '0615', '0214', '9610', '9710']
const goodsCodes = 8000
const rowsPerWrite = 4000

interface Line {
  month: string
  goods: string
  partner: string
  mode: string
  place: string
  quantity: string
  value: string
  end: string
}

/** Each makes one cell wrong, and is found under this code. */
const faults: readonly (readonly [code: string, plant: (line: Line) => void])[] = [
  ['statistics_period', (line) => void (line.month = '202313')],
  ['statistics_goods_zero', (line) => void (line.goods = '8109010')],
  ['statistics_goods', (line) => void (line.goods = '8507x000')],
  ['statistics_code_country', (line) => void (line.partner = '000')],
  ['statistics_code_supervision_mode', (line) => void (line.mode = '0000')],
  ['statistics_place', (line) => void (line.place = '44031A')],
  ['statistics_number', (line) => void (line.quantity = '12a')],
  ['statistics_number_commas', (line) => void (line.value = '"1,23,456"')],
  ['statistics_number_negative', (line) => void (line.value = '-5')],
  ['statistics_cell_empty', (line) => void (line.value = '')],
  ['statistics_row_cells', (line) => void (line.value = '1,234')],
  ['statistics_quote', (line) => void (line.value = '"1,234')],
]

export function writeLargeStatistics(path: string, { rows, bad, seed, charset }: LargeStatistics): Planted {
  const encoded = (text: string): Uint8Array => (charset === undefined ? encodeUtf8(text) : iconv.encode(text, charset))
  const random = seededRandom(seed)
  const badRows = new Set<number>()
  while (badRows.size < bad) badRows.add(2 + random.integer(rows))
  const planted: (readonly [number, string])[] = []
  const file = openSync(path, 'w')
  let bytes = writeSync(file, encoded(header))
  let waiting = ''
  for (let row = 2; row < rows + 2; row += 1) {
    const line = goodLine(random)
    if (badRows.has(row)) {
      const [code, plant] = faults[planted.length % faults.length] ?? ['', () => undefined]
      plant(line)
      planted.push([row, code])
    }
    const { month, goods, partner, mode, place, quantity, value, end } = line
    waiting += `${month},${goods},合成商品,${partner},合成伙伴,${mode},合成方式,${place},广东省,${quantity},千克,${end},个,${value},\r\n`
    if (row % rowsPerWrite === 0 || row === rows + 1) {
      bytes += writeSync(file, encoded(waiting))
      waiting = ''
    }
  }
  closeSync(file)
  return { path, bytes, faults: planted }
}

function goodLine(random: Random): Line {
  return {
    month: `2023${String(1 + random.integer(12)).padStart(2, '0')}`,
    goods: String(1_012_100 + Math.floor(random.integer(goodsCodes) * 12_300)).padStart(8, '0'),
    partner: random.pick(partners),
    mode: random.pick(modes),
    place: '44',
    quantity: quoted(random.integer(1_000_000)),
    value: quoted(1 + random.integer(90_000_000)),
    end: quoted(random.integer(5000)),
  }
}

function quoted(value: number): string {
  const text = String(value).replaceAll(/\B(?=(?:\d{3})+$)/g, ',')
  return text.includes(',') ? `"${text}"` : text
}
