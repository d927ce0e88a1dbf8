// Reads a shipment file and the profiles beside it, and prepares it. Several commands begin so.
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { parseCivilDate } from '../base/civil-date.ts'
import { issue, type Issue } from '../base/issue.ts'
import { prepareShipment, type PreparedShipment, type ReadDraft, type ShipmentInput } from '../app/prepare-shipment.ts'
import { isDraftObject, readDraftText, type DraftObject, type Profiles } from '../domain/submission/index.ts'
import type { Knowledge } from '../app/knowledge.ts'
import { hashOf, now } from './compose.ts'
import { EnvironmentFailed, WrongUsage } from './failure.ts'

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

const digestLength = 16
const notUtf8 = issue({ rule: 'submission.text', code: 'text_not_utf8', source: 'RFC 3629' })

/** Opens and prepares; profiles come from --profiles or from `profiles.yaml` in the shipment's folder. */
export async function openShipment(path: string, options: ShipmentOptions, knowledge: Knowledge): Promise<OpenedShipment> {
  const bytes = await readInput(path)
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
    digest: hashOf(bytes).slice(0, digestLength),
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

export async function readInput(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path)
  } catch (error) {
    throw new EnvironmentFailed(`cannot read ${path}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** Profiles by name; none when the file beside the shipment does not exist. */
export async function readProfiles(path: string, mustExist: boolean): Promise<Profiles> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    if (!mustExist && (error as NodeJS.ErrnoException).code === 'ENOENT') return new Map()
    throw new EnvironmentFailed(`cannot read ${path}: ${error instanceof Error ? error.message : String(error)}`)
  }
  const read = readDraftText(text)
  if (!read.ok) throw new WrongUsage(`${path} is no list of profiles: ${JSON.stringify(read.issues[0]?.params)}`)
  const entries = Object.entries(read.value.draft).filter((entry): entry is [string, DraftObject] => isDraftObject(entry[1]))
  return new Map(entries)
}
