// An .xlsx from the very XML of its parts, so that a test can write what Excel writes, and what an attacker would.
import { crc32, deflateRawSync } from 'node:zlib'

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

export interface XlsxText {
  /** Content of `sheetData` of each sheet, and what follows it. */
  readonly sheets: readonly { readonly name: string; readonly state?: string; readonly data: string; readonly after?: string }[]
  readonly shared?: string
  readonly styles?: string
  readonly workbookPr?: string
  readonly more?: Readonly<Record<string, string>>
}

export function xlsxParts({ sheets, shared, styles, workbookPr = '', more = {} }: XlsxText): Readonly<Record<string, string>> {
  const relation = (id: string, type: string, target: string): string => `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`
  return {
    '_rels/.rels': `<Relationships>${relation('r1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}">${workbookPr}<sheets>${sheets.map(({ name, state }, at) => `<sheet name="${name}" sheetId="${at + 1}" r:id="s${at}"${state === undefined ? '' : ` state="${state}"`}/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${sheets.map((_, at) => relation(`s${at}`, 'worksheet', `worksheets/sheet${at + 1}.xml`)).join('')}${shared === undefined ? '' : relation('shared', 'sharedStrings', 'sharedStrings.xml')}${styles === undefined ? '' : relation('styles', 'styles', '/xl/styles.xml')}</Relationships>`,
    ...Object.fromEntries(sheets.map(({ data, after = '' }, at) => [`xl/worksheets/sheet${at + 1}.xml`, `<?xml version="1.0" encoding="UTF-8"?>\r\n<worksheet xmlns="${main}"><dimension ref="A1:B2"/><sheetData>${data}</sheetData>${after}</worksheet>`])),
    ...(shared === undefined ? {} : { 'xl/sharedStrings.xml': `<sst xmlns="${main}">${shared}</sst>` }),
    ...(styles === undefined ? {} : { 'xl/styles.xml': `<styleSheet xmlns="${main}">${styles}</styleSheet>` }),
    ...more,
  }
}

export function xlsx(text: XlsxText): Uint8Array {
  return zipOf(Object.entries(xlsxParts(text)).map(([name, content]) => ({ name, content })))
}

export interface ZipLie {
  readonly name: string
  readonly content: string | Uint8Array
  readonly size?: number
  readonly crc?: number
  readonly flags?: number
  readonly method?: number
  readonly packed?: Uint8Array
}

/** A zip that may lie about what is in it. */
export function zipOf(parts: readonly ZipLie[], end: { readonly count?: number } = {}): Uint8Array {
  const bytes: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const { name, content, size, crc, flags = 0, method = 8, packed } of parts) {
    const plain = Buffer.from(content)
    const body = packed ?? (method === 8 ? deflateRawSync(plain) : plain)
    const shared = Buffer.alloc(26)
    shared.writeUInt16LE(20, 0)
    shared.writeUInt16LE(flags, 2)
    shared.writeUInt16LE(method, 4)
    shared.writeUInt16LE(33, 8)
    shared.writeUInt32LE(crc ?? crc32(plain), 10)
    shared.writeUInt32LE(body.length, 14)
    shared.writeUInt32LE(size ?? plain.length, 18)
    shared.writeUInt16LE(Buffer.byteLength(name), 22)
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(at, 10)
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), shared, Buffer.from(name), body])
    bytes.push(local)
    directory.push(Buffer.concat([Buffer.from('PK\u0001\u0002'), Buffer.from([20, 0]), shared, tail, Buffer.from(name)]))
    at += local.length
  }
  const central = Buffer.concat(directory)
  const last = Buffer.alloc(22)
  last.write('PK\u0005\u0006', 0, 'latin1')
  last.writeUInt16LE(end.count ?? parts.length, 8)
  last.writeUInt16LE(end.count ?? parts.length, 10)
  last.writeUInt32LE(central.length, 12)
  last.writeUInt32LE(at, 16)
  return new Uint8Array(Buffer.concat([...bytes, central, last]))
}

/** A row of text cells from A on; an empty text is no cell. */
export function textRow(row: number, texts: readonly string[], attributes = ''): string {
  return `<row r="${row}"${attributes}>${texts.map((text, at) => (text === '' ? '' : `<c r="${String.fromCharCode(65 + at)}${row}" t="inlineStr"><is><t>${text}</t></is></c>`)).join('')}</row>`
}
