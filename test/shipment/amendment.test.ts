// Amendment and cancellation through the API: before and after, what each filing makes of it, what may not change.
import { describe, expect, test } from 'vitest'
import { senderNumberOf } from '../../src/app/prepare-shipment.ts'
import { openDossier } from '../../src/app/shipment/dossier.ts'
import { readOutBoxZip, valueOf } from '../../src/domain/declaration/index.ts'
import { civilDate } from '../../src/base/civil-date.ts'
import { hashText } from '../../src/edges/compose.ts'
import { knowledge } from '../knowledge.ts'
import { effectsOf, file, openPeople, rulesOf, text, withPackages, type People } from './people.ts'

const agent = 'sample-agent'
const numberOf = (id: string) => senderNumberOf(id, { organisation: agent, hashText })

async function filed(): Promise<People & { readonly id: string; readonly at: string }> {
  const people = openPeople()
  const id = await file(people.as(agent))
  return { ...people, id, at: `/shipments/${id}` }
}

describe('before anything was sent', () => {
  test('a preview says every change and its effect, and keeps nothing', async () => {
    const { as, at, platform } = await filed()
    const preview = await as(agent).post(`${at}/amendments`, { text: withPackages(121), reason: '', isPreview: true })
    expect(preview.status).toBe(200)
    expect(preview.body['changes']).toEqual([{ path: 'packages.count', label: 'Number of packages', before: '120', after: '121' }])
    expect(preview.body['needsSecondPerson']).toBe(false)
    // The packages stand in these; the bundling has the vehicle only.
    expect(effectsOf(preview)).toMatchObject({ 'mainland-declaration': 'replaced', 'hongkong-cargo': 'replaced', 'hongkong-declaration': 'replaced', 'hongkong-bundling': 'unchanged' })
    const [declaration] = preview.body['effects'] as readonly { readonly elements: readonly unknown[] }[]
    expect(declaration?.elements).toEqual([{ path: 'mainland-declaration/DecHead[0]/PackNo', label: expect.stringMatching(/pack/i), before: '120', after: '121' }])
    expect(await platform.journal.size(`shipments-${agent}`)).toBe(1)
  })

  test('it is the next revision, with files of new names; what does not change keeps its file', async () => {
    const { as, at, id } = await filed()
    const before = (await as(agent).get(at)).body['files'] as readonly { readonly kind: string; readonly name: string }[]
    const done = await as(agent).post(`${at}/amendments`, { text: withPackages(121), reason: 'one box more' })
    expect([done.status, done.body['revision']]).toEqual([201, 2])
    const shown = await as(agent).get(at)
    const files = shown.body['files'] as readonly { readonly kind: string; readonly name: string }[]
    const named = (of: typeof files, kind: string) => of.filter((each) => each.kind === kind).map((each) => each.name)
    expect(named(files, 'mainland-declaration')).toEqual([`LD${numberOf(id).toUpperCase()}-r2.zip`])
    expect(named(files, 'hongkong-cargo')).toEqual(['hongkong-cargo-r2.json', 'hongkong-cargo-r2.csv'])
    expect(named(files, 'hongkong-bundling')).toEqual(named(before, 'hongkong-bundling'))
    for (const { name } of files) expect(await as(agent).statusOf(`${at}/files/${name}`), name).toBe(200)
    expect([shown.body['revision'], shown.body['text']]).toEqual([2, withPackages(121)])
  })

  test('the same key gives the first answer again, another body under it is refused', async () => {
    const { as, at } = await filed()
    const body = { text: withPackages(121), reason: 'one box more' }
    const first = await as(agent).post(`${at}/amendments`, body, 'k')
    const again = await as(agent).post(`${at}/amendments`, body, 'k')
    expect([first.status, again.status, again.body['revision'], again.headers.get('Idempotent-Replayed')]).toEqual([201, 201, 2, 'true'])
    expect((await as(agent).post(`${at}/amendments`, { ...body, reason: 'another' }, 'k')).status).toBe(422)
  })

  test.each([
    ['nothing changes', { text, reason: 'r' }, 422, 'change.nothing'],
    ['only a comment changes', { text: `# hello\n${text}`, reason: 'r' }, 422, 'change.nothing'],
    ['no reason', { text: withPackages(121), reason: ' ' }, 422, 'change.reason'],
    ['another reference', { text: withPackages(121).replace('SAMPLE-BATTERIES-1', 'SAMPLE-X'), reason: 'r' }, 422, 'change.identity'],
    ['another trader', { text: text.replace('sample-trader-dongguan', 'sample-trader-zhuhai'), reason: 'r' }, 422, 'change.identity'],
    ['no sample any more', { text: text.replace('isSample: true', 'isSample: false'), reason: 'r' }, 422, 'change.identity'],
    ['packages of zero', { text: withPackages(0), reason: 'r' }, 422, 'R2.none'],
    ['a revision that was not looked at', { text: withPackages(121), reason: 'r', basedOn: 7 }, 409, 'change.newest'],
  ])('%s: refused, with what to do instead', async (_, body, status, rule) => {
    const { as, at } = await filed()
    const refused = await as(agent).post(`${at}/amendments`, body)
    expect([refused.status, rulesOf(refused)]).toEqual([status, expect.arrayContaining([rule])])
    for (const issue of refused.body['issues'] as readonly { readonly reason: string; readonly fix: string }[]) {
      expect(issue.reason).not.toMatch(/[{}#]|_/)
      expect(issue.fix).not.toBe('')
    }
  })

  test.each(['', '{', '[]', '{"reason":"r"}', '{"text":1,"reason":"r"}', '{"text":"a","reason":"r","basedOn":-1}'])('%j is no body', async (body) => {
    const { as, at } = await filed()
    const answer = await as(agent).post(`${at}/amendments`, body === '' ? '' : body.startsWith('{"') ? JSON.parse(body) : body)
    expect(answer.status).toBe(400)
  })
})

describe('after customs has it', () => {
  test('what was sent goes again; the mainland message keeps ClientSeqNo and carries the SeqNo that came back', async () => {
    const { as, at, id, customs, platform } = await filed()
    const hand = customs(agent, id)
    await hand.sent('mainland')
    await hand.answers('mainland-declaration', 'imported', { code: '0', reference: { unifiedNumber: '000000000000000017' } })
    const done = await as(agent).post(`${at}/amendments`, { text: withPackages(121), reason: 'one box more' })
    expect(done.status).toBe(201)
    const state = await platform.register.find({ kind: 'all' }, agent, id)
    const document = await platform.journal.document(state?.chain ?? '', agent, state?.document as never)
    const zip = openDossier(document?.bytes ?? new Uint8Array()).files.get(`LD${numberOf(id).toUpperCase()}-r2.zip`)
    const read = readOutBoxZip(zip ?? new Uint8Array(), knowledge.messagePlan, knowledge.book, civilDate('2025-11-18'))
    if (!read.ok) throw new Error(JSON.stringify(read.issues))
    expect(valueOf(read.value.filing, 'DecHead', 'SeqNo')).toBe('000000000000000017')
    expect(valueOf(read.value.filing, 'DecSign', 'ClientSeqNo')).toBe(`LD${numberOf(id).toUpperCase()}`)
    expect(state?.filings.find((each) => each.filing === 'mainland-declaration')).toMatchObject({ stage: 'waiting', sentRevision: 1, fileRevision: 2 })
    // Shown again, the number is there and R21 has nothing against it.
    const shown = await as(agent).get(at)
    const preview = shown.body['preview'] as { readonly issues: readonly { readonly rule: string }[] }
    expect(preview.issues.map((each) => each.rule)).not.toContain('R21.first')
  })

  test('an answer to the first sending does not make the second one wait for ever', async () => {
    const { as, at, id, customs, platform } = await filed()
    const hand = customs(agent, id)
    await hand.sent('mainland')
    await as(agent).post(`${at}/amendments`, { text: withPackages(121), reason: 'one box more' })
    await hand.answers('mainland-declaration', 'received')
    const stage = async () => (await platform.register.find({ kind: 'all' }, agent, id))?.filings.find((each) => each.filing === 'mainland-declaration')?.stage
    expect(await stage()).toBe('waiting')
    await hand.sent('mainland', 2)
    expect(await stage()).toBe('sent')
  })

  test('what was amended on its way is not taken for sent', async () => {
    const { as, at, id, customs, platform } = await filed()
    await as(agent).post(`${at}/amendments`, { text: withPackages(121), reason: 'one box more' })
    await customs(agent, id).sent('mainland', 1)
    const state = await platform.register.find({ kind: 'all' }, agent, id)
    expect(state?.filings.find((each) => each.filing === 'mainland-declaration')).toMatchObject({ stage: 'waiting', sentRevision: 1 })
  })

  test('cargo information changes before bundling; bundled, one unbundles first [rule R12]', async () => {
    const { as, at, id, customs } = await filed()
    const hand = customs(agent, id)
    await hand.sent('hongkong')
    await hand.answers('hongkong-cargo', 'accepted', { reference: { customsNumber: 'SAMPLE-CCRN-1' } })
    const preview = () => as(agent).post(`${at}/amendments`, { text: withPackages(121), isPreview: true })
    expect(effectsOf(await preview())).toMatchObject({ 'hongkong-cargo': 'resent', 'hongkong-declaration': 'resent' })
    await hand.answers('hongkong-bundling', 'accepted')
    expect(effectsOf(await preview())).toMatchObject({ 'hongkong-cargo': 'unbundle-first', 'hongkong-declaration': 'resent', 'hongkong-bundling': 'unchanged' })
  })

  test('the form of a lodged Hong Kong declaration cannot change', async () => {
    const { as, at, id, customs } = await filed()
    const exempt = `${text}\nhongkong: { isChargeExempt: true }\n`
    const preview = () => as(agent).post(`${at}/amendments`, { text: exempt, isPreview: true })
    expect(rulesOf(await preview())).not.toContain('change.form-type')
    await customs(agent, id).sent('hongkong')
    expect(rulesOf(await preview())).toContain('change.form-type')
  })

  test('returned, it goes again; the same text may go again too, but nothing else that was not given back', async () => {
    const { as, at, id, customs } = await filed()
    const hand = customs(agent, id)
    await hand.sent('mainland')
    await hand.answers('mainland-declaration', 'rejected', { code: 'N' })
    const preview = await as(agent).post(`${at}/amendments`, { text, isPreview: true })
    expect(rulesOf(preview)).not.toContain('change.nothing')
    expect(effectsOf(preview)).toMatchObject({ 'mainland-declaration': 'resent', 'mainland-manifest-original': 'unchanged', 'hongkong-cargo': 'unchanged' })
  })

  test('what was released is too late, and says so; the rest may still change', async () => {
    const { as, at, id, customs } = await filed()
    const hand = customs(agent, id)
    await hand.sent('mainland')
    for (const kind of ['mainland-declaration', 'mainland-manifest-original', 'mainland-manifest-confirmation', 'mainland-manifest-arrival'] as const) await hand.answers(kind, 'released')
    const preview = await as(agent).post(`${at}/amendments`, { text: withPackages(121), isPreview: true })
    expect(effectsOf(preview)).toMatchObject({ 'mainland-declaration': 'too-late', 'hongkong-cargo': 'replaced' })
    const late = (preview.body['issues'] as readonly { readonly rule: string; readonly severity: string }[]).filter((each) => each.rule === 'change.too-late')
    expect(late.map((each) => each.severity)).toEqual(['warning', 'warning'])
  })
})

describe('cancellation', () => {
  test('withdraws what waits, sends to customs for the rest', async () => {
    const { as, at, id, customs, platform } = await filed()
    await customs(agent, id).sent('mainland')
    const preview = await as(agent).post(`${at}/cancellation`, { reason: '', isPreview: true })
    expect(effectsOf(preview)).toMatchObject({ 'mainland-declaration': 'cancel-at-customs', 'hongkong-cargo': 'withdrawn' })
    const done = await as(agent).post(`${at}/cancellation`, { reason: 'the order fell through' })
    expect([done.status, done.body['isCancelled']]).toEqual([201, true])
    const state = await platform.register.find({ kind: 'all' }, agent, id)
    expect(state?.filings.map(({ filing, stage }) => [filing, stage])).toContainEqual(['hongkong-cargo', 'deleted'])
    expect((await as(agent).post(`${at}/cancellation`, { reason: 'again' })).status).toBe(409)
    expect((await as(agent).post(`${at}/amendments`, { text: withPackages(121), reason: 'r' })).status).toBe(409)
  })

  test('after everything was released it is too late', async () => {
    const { as, at, id, customs, platform } = await filed()
    const hand = customs(agent, id)
    for (const side of ['mainland', 'hongkong'] as const) await hand.sent(side)
    const state = await platform.register.find({ kind: 'all' }, agent, id)
    for (const { filing } of state?.filings ?? []) if (filing !== 'hongkong-declaration') await hand.answers(filing, 'released')
    await hand.answers('hongkong-declaration', 'accepted')
    const preview = await as(agent).post(`${at}/cancellation`, { isPreview: true })
    expect(effectsOf(preview)).toMatchObject({ 'mainland-declaration': 'too-late', 'hongkong-declaration': 'cancel-at-customs' })
    expect(preview.body['needsSecondPerson']).toBe(true)
  })
})
