// Opens a workbook on the disk, whatever its name: a zip with Office Open XML in it, or separated text.
import { open, type FileHandle } from 'node:fs/promises'
import type { OpenedWorkbook } from '../../app/ports.ts'
import { accepted, refused, type Result } from '../../base/result.ts'
import type { SheetEnd, SheetRow } from '../../domain/submission/index.ts'
import { csvRows, csvShape } from './csv-rows.ts'
import { Unreadable, workbookFault, workbookLimits as limits } from './limits.ts'
import { sheetRows } from './sheet-rows.ts'
import { readWorkbookParts } from './workbook-parts.ts'
import { readParts } from './zip-file.ts'

type Counter = { rows: number }

/** Refused with the reason; what is wrong further in is told by the sheet whose rows are read. */
export async function openWorkbook(path: string): Promise<Result<OpenedWorkbook>> {
  const file = await open(path, 'r').catch((error: NodeJS.ErrnoException) => (error.code === 'ENOENT' ? undefined : Promise.reject(error)))
  if (file === undefined) return refused([workbookFault('workbook_gone')])
  try {
    const opened = await opening(file, path)
    if (opened.kind === 'csv') await file.close()
    return accepted(opened)
  } catch (error) {
    await file.close()
    if (error instanceof Unreadable) return refused([error.issue])
    throw error
  }
}

async function opening(file: FileHandle, path: string): Promise<OpenedWorkbook> {
  const { size } = await file.stat()
  if (size === 0) throw new Unreadable('workbook_empty')
  if (size > limits.fileBytes) throw new Unreadable('workbook_too_large', { bytes: size, max: limits.fileBytes })
  const start = Buffer.alloc(8)
  await file.read(start, 0, 8, 0)
  const counter: Counter = { rows: 0 }
  if (start.readUInt32BE(0) === 0xd0cf11e0) throw new Unreadable('workbook_old_or_locked')
  if (start.readUInt16BE(0) !== 0x504b) {
    const shape = await csvShape(path)
    return { kind: 'csv', is1904: false, sheets: [{ name: 'CSV', isHidden: false, rows: () => guarded(() => csvRows(path, shape), counter) }], close: () => Promise.resolve() }
  }
  const workbook = await readWorkbookParts(file, await readParts(file))
  return {
    kind: 'xlsx',
    is1904: workbook.is1904,
    sheets: workbook.sheets.map((sheet) => ({ name: sheet.name, isHidden: sheet.isHidden, rows: () => guarded(() => sheetRows(file, sheet, workbook), counter) })),
    close: () => file.close(),
  }
}

async function* guarded(read: () => AsyncGenerator<SheetRow, SheetEnd>, counter: Counter): AsyncGenerator<SheetRow, Result<SheetEnd>> {
  const rows = read()
  try {
    for (;;) {
      const next = await rows.next()
      if (next.done === true) return accepted(next.value)
      counter.rows += 1
      if (counter.rows > limits.rows) throw new Unreadable('workbook_too_many_rows', { max: limits.rows })
      yield next.value
    }
  } catch (error) {
    if (error instanceof Unreadable) return refused([error.issue])
    throw error
  } finally {
    await rows.return({ merges: [] })
  }
}
