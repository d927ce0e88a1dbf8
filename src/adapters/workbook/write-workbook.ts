// Writes a small workbook (a template, an example) in memory: Office Open XML as Excel, WPS and LibreOffice read it. The
// time of every part is 1980-01-01, so that the same content gives the same bytes.
import { strToU8, zipSync, type Zippable } from 'fflate'
import type { ContentCell, ContentSheet, ContentStyle, WriteWorkbook } from '../../app/ports.ts'
import { columnName } from '../../domain/submission/index.ts'
import { escaped } from './xlsx-results.ts'

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packaged = 'http://schemas.openxmlformats.org/package/2006'
const lastRow = 1_048_576
/** Numbers of the styles below. */
const styles: Readonly<Record<ContentStyle, number>> = { plain: 0, text: 1, head: 2, needed: 3, path: 4, sample: 5, note: 6 }
const [dateStyle, momentStyle, sampleNumberStyle] = [7, 8, 9]

export const writeWorkbook: WriteWorkbook = (sheets) => {
  const parts: Record<string, string> = {
    '[Content_Types].xml': contentTypes(sheets),
    '_rels/.rels': relationships([['rId1', 'officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': workbookXml(sheets),
    'xl/_rels/workbook.xml.rels': relationships([...sheets.map((_, at): Relation => [`rId${at + 1}`, 'worksheet', `worksheets/sheet${at + 1}.xml`]), ['rIdStyles', 'styles', 'styles.xml']]),
    'xl/styles.xml': declaration + stylesXml,
  }
  for (const [at, sheet] of sheets.entries()) parts[`xl/worksheets/sheet${at + 1}.xml`] = sheetXml(sheet)
  const files: Zippable = Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)]))
  return zipSync(files, { level: 6, mtime: new Date(1980, 0, 1) })
}

function contentTypes(sheets: readonly ContentSheet[]): string {
  const part = (name: string, type: string): string => `<Override PartName="/xl/${name}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${type}+xml"/>`
  const own = sheets.map((_, at) => part(`worksheets/sheet${at + 1}.xml`, 'worksheet')).join('')
  return `${declaration}<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${part('workbook.xml', 'sheet.main')}${part('styles.xml', 'styles')}${own}</Types>`
}

type Relation = readonly [id: string, type: string, target: string]

function relationships(all: readonly Relation[]): string {
  const each = all.map(([id, type, target]) => `<Relationship Id="${id}" Type="${relations}/${type}" Target="${target}"/>`).join('')
  return `${declaration}<Relationships xmlns="${packaged}/relationships">${each}</Relationships>`
}

function workbookXml(sheets: readonly ContentSheet[]): string {
  const each = sheets.map(({ name }, at) => `<sheet name="${escaped(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`).join('')
  return `${declaration}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${each}</sheets></workbook>`
}

function sheetXml({ columns, rows, frozenRows, choices }: ContentSheet): string {
  const frozen = frozenRows === 0 ? '' : `<pane ySplit="${frozenRows}" topLeftCell="A${frozenRows + 1}" activePane="bottomLeft" state="frozen"/>`
  const cols = columns.map(({ width, style }, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" style="${styles[style]}" customWidth="1"/>`).join('')
  const data = rows.map(({ cells }, at) => `<row r="${at + 1}">${cells.map((cell, column) => cellXml(cell, column, at + 1)).join('')}</row>`).join('')
  const offered = choices.map(({ column, firstRow, list }) => {
    const name = columnName(column)
    const formula = typeof list === 'string' ? list : `"${list.join(',')}"`
    return `<dataValidation type="list" allowBlank="1" showErrorMessage="0" sqref="${name}${firstRow}:${name}${lastRow}"><formula1>${escaped(formula)}</formula1></dataValidation>`
  })
  const validations = offered.length === 0 ? '' : `<dataValidations count="${offered.length}">${offered.join('')}</dataValidations>`
  return `${declaration}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0">${frozen}</sheetView></sheetViews><cols>${cols}</cols><sheetData>${data}</sheetData>${validations}</worksheet>`
}

function cellXml(cell: ContentCell | undefined, column: number, row: number): string {
  if (cell === undefined || cell.text === '') return ''
  const at = `${columnName(column)}${row}`
  const { text, style, kind } = cell
  if (kind === undefined) return `<c r="${at}" s="${styles[style]}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`
  const number = kind === 'date' ? dateStyle : kind === 'moment' ? momentStyle : style === 'sample' ? sampleNumberStyle : styles[style]
  return `<c r="${at}" s="${number}"><v>${escaped(text)}</v></c>`
}

const format = (font: number, fill: number, number: number, more = ''): string => `<xf numFmtId="${number}" fontId="${font}" fillId="${fill}" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1"${more === '' ? '/>' : ` applyAlignment="1">${more}</xf>`}`
const wrap = '<alignment vertical="top" wrapText="1"/>'
const font = (more: string): string => `<font>${more}<sz val="11"/><name val="Calibri"/></font>`
const fill = (colour: string): string => `<fill><patternFill patternType="solid"><fgColor rgb="FF${colour}"/><bgColor indexed="64"/></patternFill></fill>`

// Number formats: 0 general, 49 text, 14 the day as the reader's system writes it, 22 with the time.
const stylesXml = `<styleSheet xmlns="${main}"><fonts count="4">${font('')}${font('<b/>')}${font('<i/>')}${font('<b/>')}</fonts><fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>${fill('E8F0F2')}${fill('F4F1E6')}</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="10">${[
  format(0, 0, 0),
  format(0, 0, 49),
  format(1, 2, 49, wrap),
  format(3, 3, 49, wrap),
  format(2, 0, 49),
  format(2, 3, 49),
  format(0, 0, 49, wrap),
  format(0, 0, 14),
  format(0, 0, 22),
  format(2, 3, 0),
].join('')}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`
