// Shipments for the rig of the channels: the shipped samples under references of their own, filed as the platform files.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileShipment } from '../../src/app/shipment/file-shipment.ts'
import { ownPlatform } from '../../src/app/shipment/in-whose-name.ts'
import type { Knowledge } from '../../src/app/knowledge.ts'
import type { FiledShipment, Journal } from '../../src/app/ports.ts'
import { encodeUtf8 } from '../../src/base/text-codec.ts'
import { readDraftText } from '../../src/domain/submission/index.ts'
import { examplesFolder, hashOf, hashText, now } from '../../src/edges/compose.ts'
import { readProfiles } from '../../src/edges/profiles-file.ts'

const samples = ['dongguan-hongkong-batteries', 'zhuhai-macao-food', 'macao-zhuhai-wine', 'dongguan-hongkong-cars', 'hongkong-dongguan-components'] as const
const organisations = ['rig-one', 'rig-two'] as const

export type FileNext = () => Promise<FiledShipment>

/** Each call files one more shipment, the samples and organisations in turn. */
export async function openFiling(knowledge: Knowledge, journal: Journal): Promise<FileNext> {
  const profiles = await readProfiles(join(examplesFolder, 'profiles.yaml'), true)
  const texts = samples.map((name) => readFileSync(join(examplesFolder, `${name}.yaml`), 'utf8'))
  let count = 0
  return async () => {
    const text = (texts[count % texts.length] ?? '').replace(/^reference: .*$/m, `reference: SAMPLE-RIG-${count}`)
    const organisation = organisations[count % organisations.length] ?? ''
    const idempotencyKey = `file-${count}`
    count += 1
    const bytes = encodeUtf8(text)
    const read = readDraftText(text)
    if (!read.ok) throw new Error('a sample is a shipment')
    const input = { draft: read.value.draft, profiles, now: now(), hashText }
    const received = { bytes, sha256: hashOf(bytes) }
    const command = { organisation, standing: ownPlatform, actor: 'rig', idempotencyKey, received, input, ruleSet: 'rig' }
    const done = await fileShipment(command, { knowledge, journal, hashOf })
    if (!done.ok) throw new Error(`a sample is filed: ${done.issues.map((each) => `${each.code} ${each.path}`).join(', ')}`)
    return done.value.filed
  }
}
