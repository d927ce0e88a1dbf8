// Shipments filed for the tests of the channels.
import { fileShipment } from '../../src/app/shipment/file-shipment.ts'
import { ownPlatform } from '../../src/app/shipment/in-whose-name.ts'
import type { Json } from '../../src/journal/index.ts'
import { parseInstant, instant } from '../../src/base/instant.ts'
import { readDraftText } from '../../src/domain/submission/index.ts'
import { hashOf, hashText, type Platform } from '../../src/edges/compose.ts'
import { encodeUtf8 } from '../../src/base/text-codec.ts'
import { exampleText, profiles } from '../knowledge.ts'

const filedAt = parseInstant('2025-11-18T10:00+08:00') ?? instant(0)

/** Files the sample of batteries under a reference of its own; gives the id of the shipment. */
export async function fileSample(platform: Pick<Platform, 'knowledge' | 'journal'>, reference: string, organisation = 'sample-agent'): Promise<string> {
  const text = exampleText('dongguan-hongkong-batteries').replace(/^reference: .*$/m, `reference: ${reference}`)
  const read = readDraftText(text)
  if (!read.ok) throw new Error('the sample is a shipment')
  const bytes = encodeUtf8(text)
  const done = await fileShipment(
    {
      organisation,
      standing: ownPlatform,
      actor: 'test',
      idempotencyKey: `file-${reference}`,
      received: { bytes, sha256: hashOf(bytes) },
      input: { draft: read.value.draft, profiles, now: filedAt, hashText },
      ruleSet: 'data-test',
    },
    { knowledge: platform.knowledge, journal: platform.journal, hashOf },
  )
  if (!done.ok) throw new Error(JSON.stringify(done.issues as unknown as Json))
  return done.value.filed.id
}
