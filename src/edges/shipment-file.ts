// Reads a shipment file and the profiles beside it, and prepares it. Several commands begin so.
import { readFile, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { parseCivilDate } from '../base/civil-date.ts'
import { issue, type Issue } from '../base/issue.ts'
import { prepareShipment, type PreparedShipment, type ShipmentInput } from '../app/prepare-shipment.ts'
import { maxDraftCharacters, readDraftText, type ReadDraft } from '../domain/submission/index.ts'
import type { Knowledge } from '../app/knowledge.ts'
import { hashText, now } from './compose.ts'
import { EnvironmentFailed, WrongUsage } from './failure.ts'
import { readProfiles } from './profiles-file.ts'

export interface ShipmentFile {
  readonly path: string
  readonly bytes: Uint8Array
  readonly positions: ReadDraft['positions']
  readonly input: ShipmentInput
}

export type OpenedShipment =
  | { readonly kind: 'prepared'; readonly file: ShipmentFile; readonly shipment: PreparedShipment }
  | { readonly kind: 'unreadable'; readonly issues: readonly Issue[] }

export interface ShipmentOptions {
  readonly profiles?: string | undefined
  readonly on?: string | undefined
}

/** A character is at most four bytes in UTF-8. */
const maxShipmentBytes = maxDraftCharacters * 4
const notUtf8 = issue({ rule: 'submission.text', code: 'text_not_utf8', source: 'RFC 3629' })

/** Opens and prepares; profiles come from --profiles or from `profiles.yaml` in the shipment's folder. */
export async function openShipment(path: string, options: ShipmentOptions, knowledge: Knowledge): Promise<OpenedShipment> {
  const bytes = await readInput(path, maxShipmentBytes)
  const text = utf8(bytes)
  if (text === undefined) return { kind: 'unreadable', issues: [notUtf8] }
  const read = readDraftText(text)
  if (!read.ok) return { kind: 'unreadable', issues: read.issues }
  const profiles = await readProfiles(options.profiles ?? join(dirname(path), 'profiles.yaml'), options.profiles !== undefined)
  const on = options.on === undefined ? undefined : parseCivilDate(options.on)
  if (options.on !== undefined && on === undefined) throw new WrongUsage(`--on is a date such as 2025-10-20, not '${options.on}'`)
  const input: ShipmentInput = {
    draft: read.value.draft,
    profiles,
    now: now(),
    hashText,
    ...(on === undefined ? {} : { on }),
  }
  const preparation = prepareShipment(input, knowledge)
  if (preparation.kind === 'unreadable') return preparation
  return { kind: 'prepared', file: { path, bytes, positions: read.value.positions, input }, shipment: preparation.shipment }
}

/** The text, or undefined when the bytes are not UTF-8: nothing is replaced silently. */
export function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

async function fileAt(path: string): Promise<{ readonly size: number; readonly isDirectory: boolean }> {
  const found = await stat(path)
  return { size: found.size, isDirectory: found.isDirectory() }
}

/** The bytes of a file; one that is longer than `maxBytes` is not read at all. */
export async function readInput(path: string, maxBytes: number): Promise<Uint8Array> {
  try {
    const { size, isDirectory } = await fileAt(path)
    if (isDirectory) throw new EnvironmentFailed(`${path} is a folder, not a file.`)
    if (size > maxBytes) throw new EnvironmentFailed(`${path} has ${size} bytes; at most ${maxBytes} are read.`)
    return await readFile(path)
  } catch (error) {
    if (error instanceof EnvironmentFailed) throw error
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    throw new EnvironmentFailed(isMissing ? `There is no file ${path}.` : `cannot read ${path}: ${String(error)}`)
  }
}
