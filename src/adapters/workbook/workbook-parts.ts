// What a workbook says about itself: its sheets, where their parts are, how dates count, what its number formats mean.
import type { FileHandle } from 'node:fs/promises'
import { builtInFormat, customFormat, general, type NumberFormat } from '../../domain/submission/index.ts'
import { Unreadable, workbookLimits as limits } from './limits.ts'
import { noSharedTexts, readSharedTexts, type SharedTexts } from './shared-texts.ts'
import { readXml } from './xml-events.ts'
import { contentOf, type ZipPart } from './zip-file.ts'

export interface SheetPart {
  readonly name: string
  readonly isHidden: boolean
  readonly part: ZipPart
}

export interface WorkbookParts {
  readonly sheets: readonly SheetPart[]
  readonly is1904: boolean
  /** By the number of the style that a cell names. */
  readonly formats: readonly NumberFormat[]
  readonly texts: SharedTexts
}

interface Relation {
  readonly type: string
  readonly target: string
}

export async function readWorkbookParts(file: FileHandle, parts: ReadonlyMap<string, ZipPart>): Promise<WorkbookParts> {
  const find = (name: string): ZipPart | undefined => parts.get(name) ?? [...parts.values()].find((part) => part.name.toLowerCase() === name.toLowerCase())
  const roots = await relationsOf(file, find('_rels/.rels'), '')
  const main = find([...roots.values()].find(({ type }) => type.endsWith('/officeDocument'))?.target ?? 'xl/workbook.xml')
  if (main === undefined) throw new Unreadable('workbook_not_xlsx')
  const folder = main.name.slice(0, main.name.lastIndexOf('/') + 1)
  const relations = await relationsOf(file, find(`${folder}_rels/${main.name.slice(folder.length)}.rels`), folder)
  const { named, is1904 } = await readSheetList(file, main)
  const sheets = named.flatMap(({ name, isHidden, relation }) => {
    const found = relations.get(relation)
    const part = found?.type.endsWith('/worksheet') === true ? find(found.target) : undefined
    return part === undefined ? [] : [{ name, isHidden, part }]
  })
  if (sheets.length === 0) throw new Unreadable('workbook_not_xlsx')
  const partOf = (type: string): ZipPart | undefined => find([...relations.values()].find((each) => each.type.endsWith(type))?.target ?? '')
  const [styles, shared] = [partOf('/styles'), partOf('/sharedStrings')]
  return {
    sheets,
    is1904,
    formats: styles === undefined ? [] : await readFormats(file, styles),
    texts: shared === undefined ? noSharedTexts : await readSharedTexts(contentOf(file, shared), shared.name),
  }
}

async function relationsOf(file: FileHandle, part: ZipPart | undefined, folder: string): Promise<ReadonlyMap<string, Relation>> {
  const relations = new Map<string, Relation>()
  if (part === undefined) return relations
  await readXml(contentOf(file, part), part.name, {
    open: (name, { Id = '', Type: type = '', Target = '', TargetMode }) => {
      // What lies outside of the file is never looked at.
      if (name === 'Relationship' && TargetMode !== 'External' && relations.size < limits.entries) relations.set(Id, { type, target: resolved(Target, folder) })
    },
    text: () => undefined,
    close: () => undefined,
  })
  return relations
}

/** The name of a part; it is only ever looked up among those of the zip. */
function resolved(target: string, folder: string): string {
  return target.startsWith('/') ? target.slice(1) : folder + target.replace(/^\.\//, '')
}

interface NamedSheet {
  readonly name: string
  readonly isHidden: boolean
  readonly relation: string
}

async function readSheetList(file: FileHandle, main: ZipPart): Promise<{ readonly named: readonly NamedSheet[]; readonly is1904: boolean }> {
  const named: NamedSheet[] = []
  let is1904 = false
  await readXml(contentOf(file, main), main.name, {
    open: (element, attributes) => {
      if (element === 'workbookPr') is1904 = ['1', 'true'].includes(attributes['date1904'] ?? '')
      if (element !== 'sheet') return
      const relation = Object.entries(attributes).find(([name]) => /(^|:)id$/.test(name))?.[1] ?? ''
      named.push({ name: (attributes['name'] ?? '').slice(0, 60), isHidden: ['hidden', 'veryHidden'].includes(attributes['state'] ?? ''), relation })
      if (named.length > limits.sheets) throw new Unreadable('workbook_too_many_sheets', { max: limits.sheets })
    },
    text: () => undefined,
    close: () => undefined,
  })
  return { named, is1904 }
}

async function readFormats(file: FileHandle, styles: ZipPart): Promise<readonly NumberFormat[]> {
  const custom = new Map<number, NumberFormat>()
  const formats: number[] = []
  let isCellFormats = false
  await readXml(contentOf(file, styles), styles.name, {
    open: (name, { numFmtId = '', formatCode = '' }) => {
      if (name === 'numFmt' && custom.size < limits.styles) custom.set(Number(numFmtId), customFormat(formatCode.slice(0, 255)))
      if (name === 'cellXfs') isCellFormats = true
      if (name === 'xf' && isCellFormats && formats.length < limits.styles) formats.push(Number(numFmtId))
    },
    text: () => undefined,
    close: (name) => {
      if (name === 'cellXfs') isCellFormats = false
    },
  })
  return formats.map((id) => custom.get(id) ?? (Number.isInteger(id) ? builtInFormat(id) : general))
}
