// The receipt side of `lingding verify`: reads a receipt and whatever files are said to belong to it, and says in plain
// words what is proven and what is not. It opens no journal and no connection.
import { readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { isReceipt, maxReceiptBytes, verifyReceipt, type Claim, type GivenFile } from '../../app/receipt/verify-receipt.ts'
import { viewIssues } from '../../app/shipment-view.ts'
import { renderMessage } from '../../base/message.ts'
import { hashOf, loadKnowledge, sha256, verifierFromKey } from '../compose.ts'
import { readInput } from '../shipment-file.ts'
import { exitCodes, languageOf, textOption, type Arguments, type ExitCode, type Terminal } from './command.ts'
import { issueLines } from './printing.ts'

const maxFileBytes = 100_000_000
const maxFilesOfFolder = 1_000

export interface OpenedReceipt {
  /** Undefined: the bytes are not UTF-8. */
  readonly text: string | undefined
}

/** Undefined for a file that is no receipt at all; then it is a checkpoint. */
export async function openedReceipt(path: string): Promise<OpenedReceipt | undefined> {
  const bytes = await readInput(path, maxReceiptBytes)
  // What of a damaged receipt is not UTF-8 is still meant as one.
  return isReceipt(new TextDecoder().decode(bytes)) ? { text: exactText(bytes) } : undefined
}

/** Every byte counts, a byte order mark too. */
function exactText(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

export async function checkReceipt({ text }: OpenedReceipt, paths: readonly string[], args: Arguments, terminal: Terminal): Promise<ExitCode> {
  const { knowledge } = loadKnowledge()
  const language = languageOf(args, terminal)
  const key = textOption(args, 'key')
  const files: GivenFile[] = []
  for (const path of await filesAt(paths)) files.push({ name: basename(path), sha256: hashOf(await readInput(path, maxFileBytes)) })
  const { isProven, statement, proven, unproven, faults } = verifyReceipt(text, { sha256, openKey: verifierFromKey, files, ...(key === undefined ? {} : { key: key.trim() }) })
  const sayAll = (claims: readonly Claim[]): readonly string[] => claims.map(({ code, params }) => renderMessage(code, params, knowledge.messages, language))
  const rendered = viewIssues(faults, knowledge, language)
  if (args.values['json'] === true) {
    terminal.print(JSON.stringify({ isProven, statement, proven: sayAll(proven), unproven: sayAll(unproven), faults: rendered }, null, 2))
  } else if (isProven) {
    const list = (code: string, claims: readonly Claim[]): readonly string[] => [...sayAll([{ code, params: {} }]), ...sayAll(claims).map((line) => `  - ${line}`)]
    terminal.print([...list('receipt_proven', proven), ...list('receipt_unproven', unproven)].join('\n'))
  } else {
    terminal.print([...sayAll([{ code: 'receipt_false', params: {} }]), ...rendered.flatMap(issueLines)].join('\n'))
  }
  return isProven ? exitCodes.done : exitCodes.refused
}

/** A folder stands for the files in it. */
async function filesAt(paths: readonly string[]): Promise<readonly string[]> {
  const found: string[] = []
  for (const path of paths) {
    const isFolder = (await stat(path).catch(() => undefined))?.isDirectory() === true
    if (!isFolder) found.push(path)
    else for (const entry of (await readdir(path, { withFileTypes: true })).slice(0, maxFilesOfFolder)) if (entry.isFile()) found.push(join(path, entry.name))
  }
  return found
}
