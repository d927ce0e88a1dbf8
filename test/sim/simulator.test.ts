// The simulated customs on a real folder: what is taken, where it goes, what comes back; and that a crash at any moment
// loses no answer and changes no byte. The clock is set by hand; every state that a crash can leave is made by hand too.
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { instant, type Instant } from '../../src/base/instant.ts'
import type { CivilDate } from '../../src/base/civil-date.ts'
import type { Customs } from '../../src/domain/access/index.ts'
import { readOutBoxZip, writeOutBoxZip } from '../../src/domain/declaration/index.ts'
import { openSimulator, startSimulator, type Simulator } from '../../src/edges/sim/simulator.ts'
import { knowledge } from '../knowledge.ts'
import { exchangeFolder, filesOf, namesIn, put, takeAnswers, type PutFile } from './exchange.ts'

const declarations = 'mainland/Deccus001'
const shippedDay = '2025-11-20' as CivilDate
const start = Date.UTC(2025, 10, 20, 1, 0, 0)
let folder = exchangeFolder()
let now: Instant = instant(start)
beforeEach(() => {
  folder = exchangeFolder()
  now = instant(start)
})
afterEach(() => folder.remove())

function open(customs: Customs, scenario = 'release', seed = 1): Promise<Simulator> {
  return openSimulator({ root: folder.root, customs, seed, clock: () => now, knowledge, scenario })
}

/** Lets time pass and turns until nothing is done. */
async function pass(simulator: Simulator, seconds: number): Promise<number> {
  now = instant(now + seconds * 1000)
  let done = 0
  for (;;) {
    const turn = await simulator.turn()
    if (turn.taken + turn.answered === 0) return done
    done += turn.answered
  }
}

const codes = (from = declarations): readonly string[] => takeAnswers(folder.root, from).flatMap(({ answers }) => answers.map(({ code }) => code)).toSorted()
const batteries = filesOf('dongguan-hongkong-batteries')
const declaration = theOne(batteries, ({ folder: each }) => each === declarations)

function theOne(files: readonly PutFile[], isIt: (file: PutFile) => boolean): PutFile {
  const found = files.find(isIt)
  if (found === undefined) throw new Error('the example has this file')
  return found
}

describe('one declaration', () => {
  test('goes to the SentBox and is answered when its time has come', async () => {
    const simulator = await open('mainland')
    put(folder.root, declaration)
    await pass(simulator, 0)
    expect([namesIn(folder.root, declarations, 'OutBox'), namesIn(folder.root, declarations, 'SentBox')]).toEqual([[], [declaration.name]])
    expect(codes()).toEqual(['0'])
    await pass(simulator, 10)
    expect(codes()).toEqual(['G', 'L'])
    await pass(simulator, 50_000)
    expect(codes()).toEqual(['P', 'R'])
    expect(await pass(simulator, 500_000)).toBe(0)
  })

  test('a second time gives the same bytes, so that doubles are known', async () => {
    const simulator = await open('mainland')
    put(folder.root, declaration)
    await pass(simulator, 0)
    await pass(simulator, 50_000)
    const first = takeAnswers(folder.root, declarations)
    put(folder.root, declaration)
    await pass(simulator, 3_000)
    expect(takeAnswers(folder.root, declarations)).toEqual(first)
    expect(first).toHaveLength(5)
  })

  test('broken rules are told as the reason of a refusal', async () => {
    const simulator = await open('mainland')
    const read = readOutBoxZip(declaration.bytes, knowledge.messagePlan, knowledge.book, shippedDay)
    if (!read.ok) throw new Error('the example is read')
    // The gross weight may not be below the net weight; here it is.
    const groups = read.value.filing.groups.map((group) => (group.group === 'DecHead' ? { ...group, elements: group.elements.map((each) => (each.element === 'GrossWet' ? { ...each, value: '1' } : each)) } : group))
    put(folder.root, { ...declaration, ...writeOutBoxZip({ ...read.value.filing, groups }, knowledge.messagePlan) })
    await pass(simulator, 0)
    await pass(simulator, 5)
    const answers = takeAnswers(folder.root, declarations).flatMap((each) => each.answers)
    expect(answers.map(({ code }) => code).toSorted()).toEqual(['0', 'E', 'L'])
    expect(answers.find(({ code }) => code === 'E')?.note).toMatch(/^模拟 SIMULATED：.*毛重/)
  })

  test('what cannot be read goes to the FailBox, once it has stayed the same for a second', async () => {
    const simulator = await open('mainland')
    put(folder.root, { ...declaration, bytes: declaration.bytes.subarray(0, 400) })
    await pass(simulator, 0)
    expect(namesIn(folder.root, declarations, 'OutBox')).toEqual([declaration.name])
    await pass(simulator, 2)
    expect(namesIn(folder.root, declarations, 'FailBox')).toEqual([declaration.name])
    expect(takeAnswers(folder.root, declarations)).toMatchObject([{ name: expect.stringMatching(/^Failed_LD[0-9A-F]{16}_\d{21}\.xml$/) as string, answers: [{ stage: 'rejected', reference: { clientNumber: declaration.name.replace('.zip', '') } }] }])
  })

  test('a torn file that is whole a moment later is answered as the whole', async () => {
    const simulator = await open('mainland')
    put(folder.root, { ...declaration, bytes: declaration.bytes.subarray(0, 400) })
    await pass(simulator, 0)
    put(folder.root, declaration)
    await pass(simulator, 2)
    expect([namesIn(folder.root, declarations, 'FailBox'), codes()]).toEqual([[], ['0']])
  })

  test('names that end in .tmp and files that are folders are let be', async () => {
    const simulator = await open('mainland')
    mkdirSync(join(folder.root, declarations, 'OutBox', 'folder.zip'))
    writeFileSync(join(folder.root, declarations, 'OutBox', `${declaration.name}.tmp`), declaration.bytes)
    expect((await simulator.turn()).taken).toBe(0)
  })
})

describe('every filing of the examples', () => {
  test.each(['dongguan-hongkong-batteries', 'hongkong-dongguan-components', 'macao-zhuhai-wine', 'zhuhai-macao-food'] as const)('%s is accepted by every customs', async (example) => {
    const files = filesOf(example)
    for (const file of files) put(folder.root, file)
    for (const customs of ['mainland', 'hongkong', 'macao'] as const) {
      const simulator = await open(customs)
      await pass(simulator, 2)
      await pass(simulator, 100_000)
    }
    for (const each of [declarations, 'mainland/manifest', 'hongkong', 'macao']) {
      const sent = files.filter((file) => file.folder === each)
      expect([namesIn(folder.root, each, 'OutBox'), namesIn(folder.root, each, 'FailBox')]).toEqual([[], []])
      expect(namesIn(folder.root, each, 'SentBox')).toEqual(sent.map(({ name }) => name).toSorted())
      const answered = new Set(takeAnswers(folder.root, each).flatMap(({ answers }) => answers.map(({ filing, stage }) => `${filing} ${stage}`)))
      const kinds = sent.filter(({ name }) => !name.endsWith('.csv')).map(({ name }) => (each === declarations ? 'mainland-declaration' : name.slice(17).replace('.json', '')))
      for (const kind of kinds) expect(answered, kind).toContain(`${kind} accepted`)
      expect([...answered].filter((each) => / (rejected|returned)/.test(each))).toEqual([])
    }
  })

  test('a filing in JSON that lacks something is refused with the reason, and one without a name of its shipment fails', async () => {
    const cargo = theOne(batteries, ({ name }) => name.endsWith('hongkong-cargo.json'))
    const simulator = await open('hongkong')
    const lacking = new TextDecoder().decode(cargo.bytes).replace('"ACI-f": "Sample Trading (Hong Kong) Limited",', '')
    put(folder.root, { ...cargo, bytes: new TextEncoder().encode(lacking) })
    put(folder.root, { ...cargo, name: 'cargo.json' })
    await pass(simulator, 0)
    await pass(simulator, 5)
    expect(takeAnswers(folder.root, 'hongkong')).toMatchObject([{ answers: [{ stage: 'rejected', note: expect.stringContaining('收貨人') as string }] }])
    expect(namesIn(folder.root, 'hongkong', 'FailBox')).toEqual(['cargo.json'])
  })
})

describe('after a crash', () => {
  const recordPath = (): string => join(folder.root, 'mainland', 'simulator.jsonl')

  /** All answers of one run that nothing disturbs. */
  async function undisturbed(): Promise<ReturnType<typeof takeAnswers>> {
    const other = exchangeFolder()
    const simulator = await openSimulator({ root: other.root, customs: 'mainland', seed: 1, clock: () => instant(start), knowledge, scenario: 'release' })
    put(other.root, declaration)
    await simulator.turn()
    now = instant(start + 100_000_000)
    const later = await openSimulator({ root: other.root, customs: 'mainland', seed: 1, clock: () => now, knowledge, scenario: 'release' })
    await later.turn()
    now = instant(start)
    const answers = takeAnswers(other.root, declarations)
    other.remove()
    return answers
  }

  /** What the record holds after the file was taken and before anything was answered. */
  async function lineOfTaken(): Promise<string> {
    const other = exchangeFolder()
    put(other.root, declaration)
    await (await openSimulator({ root: other.root, customs: 'mainland', seed: 1, clock: () => instant(start), knowledge, scenario: 'release' })).turn()
    const [line = ''] = readFileSync(join(other.root, 'mainland', 'simulator.jsonl'), 'utf8').split('\n')
    other.remove()
    return `${line}\n`
  }

  async function recover(): Promise<ReturnType<typeof takeAnswers>> {
    const simulator = await open('mainland')
    await pass(simulator, 0)
    await pass(simulator, 100_000)
    return takeAnswers(folder.root, declarations)
  }

  const states: readonly [string, (line: string, whole: ReturnType<typeof takeAnswers>) => void][] = [
    ['nothing recorded, the line torn', (line) => {
      put(folder.root, declaration)
      appendFileSync(recordPath(), line.slice(0, 50))
    }],
    ['recorded, not moved', (line) => {
      put(folder.root, declaration)
      appendFileSync(recordPath(), line)
    }],
    ['moved, nothing answered', (line) => {
      put(folder.root, declaration, 'SentBox')
      appendFileSync(recordPath(), line)
    }],
    ['an answer half written', (line) => {
      put(folder.root, declaration, 'SentBox')
      appendFileSync(recordPath(), line)
      mkdirSync(join(folder.root, declarations, 'InBox'), { recursive: true })
      writeFileSync(join(folder.root, declarations, 'InBox', 'Receipt_x.xml.tmp'), '<DEC_')
    }],
    ['answers given and not recorded', (line, whole) => {
      put(folder.root, declaration, 'SentBox')
      appendFileSync(recordPath(), line)
      for (const { name, text } of whole.slice(0, 3)) put(folder.root, { folder: declarations, name, bytes: new TextEncoder().encode(text) }, 'InBox')
    }],
  ]
  test.each(states)('%s: all is answered, with the same bytes', async (_, leave) => {
    const whole = await undisturbed()
    mkdirSync(join(folder.root, 'mainland'), { recursive: true })
    leave(await lineOfTaken(), whole)
    expect(await recover()).toEqual(whole)
    expect(whole).toHaveLength(5)
    expect(existsSync(join(folder.root, declarations, 'InBox', 'Receipt_x.xml.tmp'))).toBe(false)
  })

  test('what was given and recorded is not given again, the rest is', async () => {
    const first = await open('mainland')
    put(folder.root, declaration)
    await pass(first, 0)
    await pass(first, 10)
    expect(codes()).toEqual(['0', 'G', 'L'])
    const second = await open('mainland')
    await pass(second, 0)
    expect([codes(), second.waiting()]).toEqual([[], 2])
    await pass(second, 100_000)
    expect(codes()).toEqual(['P', 'R'])
  })
})

test('it runs until it is closed', async () => {
  const { close } = await startSimulator({ root: folder.root, customs: 'mainland', seed: 1, speed: 1e6, clock: () => instant(Date.now()), knowledge, scenario: 'release' })
  put(folder.root, declaration)
  await expect.poll(() => namesIn(folder.root, declarations, 'InBox').filter((name) => !name.endsWith('.tmp')).length, { timeout: 10_000 }).toBe(5)
  await close()
  put(folder.root, declaration)
  expect(namesIn(folder.root, declarations, 'OutBox')).toEqual([declaration.name])
})
