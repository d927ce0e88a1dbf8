// An exchange folder for tests, with the files of an example put into it as a channel does.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { filingFiles } from '../../src/app/filing-files.ts'
import { exchangeFolderOf, readAnswer, type CustomsAnswer } from '../../src/domain/declaration/index.ts'
import { exampleDraft, knowledge, prepared, type ExampleName } from '../knowledge.ts'

export interface PutFile {
  readonly folder: string
  readonly name: string
  readonly bytes: Uint8Array
}

export function exchangeFolder(): { readonly root: string; readonly remove: () => void } {
  const root = mkdtempSync(join(tmpdir(), 'lingding-exchange-'))
  return { root, remove: () => rmSync(root, { recursive: true, force: true }) }
}

/** Each filing under the name of its shipment; the mainland's declaration under its own. */
export function filesOf(example: ExampleName, reference?: string): readonly PutFile[] {
  const draft = exampleDraft(example)
  const shipment = prepared(reference === undefined ? draft : { ...draft, reference })
  return filingFiles(shipment, knowledge).map(({ kind, name, bytes }) => ({
    folder: exchangeFolderOf(kind),
    name: kind === 'mainland-declaration' ? name : `${shipment.id}-${name}`,
    bytes,
  }))
}

export function put(root: string, { folder, name, bytes }: PutFile, box = 'OutBox'): void {
  const path = join(root, folder, box, name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(`${path}.tmp`, bytes)
  renameSync(`${path}.tmp`, path)
}

export function namesIn(root: string, folder: string, box: string): readonly string[] {
  return readdirSync(join(root, folder, box)).toSorted()
}

/** Takes the answers out of an InBox, as a channel does. */
export function takeAnswers(root: string, folder: string): readonly { readonly name: string; readonly text: string; readonly answers: readonly CustomsAnswer[] }[] {
  return namesIn(root, folder, 'InBox').map((name) => {
    const path = join(root, folder, 'InBox', name)
    const bytes = readFileSync(path)
    rmSync(path)
    const read = readAnswer(bytes, knowledge.answers)
    return { name, text: bytes.toString('utf8'), answers: read.ok ? read.value : [] }
  })
}
