// What a simulated customs answers: scenarios as tables, and that everything is decided by seed and file.
import { describe, expect, test } from 'vitest'
import { instant } from '../../src/base/instant.ts'
import { readAnswer, stageOf, type CustomsAnswer, type StagedAnswer } from '../../src/domain/declaration/index.ts'
import { decideAnswers } from '../../src/edges/sim/decide-answers.ts'
import { dueQueue } from '../../src/edges/sim/due-queue.ts'
import type { Taken } from '../../src/edges/sim/judgement.ts'
import { chooseScenario, scenarioNames, simulatorTablesFrom } from '../../src/edges/sim/scenario.ts'
import { simulators } from '../../src/edges/sim/simulator.ts'
import { hashText, knowledge } from '../knowledge.ts'

const tables = simulatorTablesFrom(knowledge.rows('simulator/scenarios.csv'), knowledge.rows('simulator/notes.csv'))
const shipment = '0123456789abcdef'
/** 2023-01-05 20:58:36 in China: when the declaration of docs/formats/answers.md was imported. */
const at = instant(Date.UTC(2023, 0, 5, 12, 58, 36))

const declaration: Taken = {
  outcome: 'filing',
  filing: 'mainland-declaration',
  key: 'LD0123456789ABCDEF',
  shipment: '',
  direction: 'export',
  details: { customMaster: '5316', ieDate: '2023-01-06', declaredOn: '2023-01-05' },
  reasons: [],
  digest: 'a'.repeat(64),
  folder: 'mainland/Deccus001',
  name: 'LD0123456789ABCDEF.zip',
  at,
  scenario: 'release',
  seed: 1,
  speed: 1,
  sending: 1,
  serial: 7,
}
const cargo: Taken = { ...declaration, filing: 'hongkong-cargo', key: `${shipment}/hongkong-cargo`, shipment, direction: 'any', details: {}, folder: 'hongkong', name: `${shipment}-hongkong-cargo.json` }
const macao: Taken = { ...cargo, filing: 'macao-declaration', key: `${shipment}/macao-declaration`, folder: 'macao', name: `${shipment}-macao-declaration.json` }

const customsOf = (taken: Taken) => simulators[taken.filing.startsWith('hongkong') ? 'hongkong' : taken.filing.startsWith('macao') ? 'macao' : 'mainland']
const due = (taken: Taken) => decideAnswers(taken, customsOf(taken), tables, knowledge.answers)
function answersOf(taken: Taken): readonly (CustomsAnswer & { readonly seconds: number; readonly name: string })[] {
  return due(taken).flatMap(({ dueAt, file }) => {
    const read = readAnswer(file.bytes, knowledge.answers)
    return read.ok ? read.value.map((answer) => ({ ...answer, seconds: (dueAt - at) / 1000, name: `${file.folder}/${file.name}` })) : []
  })
}
const course = (taken: Taken): string => answersOf(taken).map(({ code, seconds }) => `${code}@${seconds}`).join(' ')

describe('the course of events', () => {
  const courses: readonly [Taken, string, string, string][] = [
    [declaration, 'release', '0@0 L@1 G@8 P@44397 R@44397', 'cleared'],
    [declaration, 'return', '0@0 L@1 Z@30', 'returned'],
    [declaration, 'reject', '0@0 L@1 E@30', 'rejected'],
    [declaration, 'inspect', '0@0 L@1 G@8 C@60 P@7200 R@9000', 'cleared'],
    [declaration, 'import-failed', '1@0', 'rejected'],
    [declaration, 'delete', '0@0 L@1 G@8 D@600', 'deleted'],
    [declaration, 'silence', '', 'nothing'],
    [declaration, 'doubled', '0@0 0@1 L@1 L@2 G@8 G@9 P@44397 P@44398 R@44397 R@44398', 'cleared'],
    [declaration, 'shuffled', '0@0 R@1801 P@1802 G@1803 L@1804', 'cleared'],
    [declaration, 'malformed', '0@0 G@8 P@44397 R@44397', 'cleared'],
    [{ ...declaration, direction: 'import' }, 'tax', '0@0 L@1 G@8 T@20 P@3600 R@7200', 'cleared'],
    [cargo, 'release', 'received@1 accepted@3', 'accepted'],
    [cargo, 'late', 'accepted@3 received@7200', 'accepted'],
    [macao, 'release', 'received@1 accepted@20 released@3600 cleared@7200', 'cleared'],
    [macao, 'return', 'received@1 returned@30', 'returned'],
  ]
  test.each(courses.map(([taken, scenario, ...rest]) => [taken.filing, scenario, ...rest, taken] as const))('%s %s', (_, scenario, expected, stage, taken) => {
    const told = { ...taken, scenario }
    expect(course(told).split(' ').toSorted()).toEqual(expected.split(' ').toSorted())
    const staged: StagedAnswer[] = answersOf(told).map((answer, index) => ({ ...answer, digest: String(index) }))
    expect(stageOf(staged) ?? 'nothing').toBe(stage)
    expect(answersOf(told).every(({ isSimulated, note }) => isSimulated && note.startsWith('模拟 SIMULATED'))).toBe(true)
  })

  test('the times of `release` are those of one real declaration', () => {
    const times = answersOf(declaration).map(({ noticedAt }) => (noticedAt === undefined ? '' : new Date(noticedAt + 8 * 3_600_000).toISOString().slice(0, 19)))
    expect(times).toEqual(['', '2023-01-05T20:58:37', '2023-01-05T20:58:44', '2023-01-06T09:18:33', '2023-01-06T09:18:33'])
  })

  test('names and numbers are of the published shape, and simulated ones begin with SIM', () => {
    const [imported, received] = answersOf(declaration)
    expect(imported?.name).toBe('mainland/Deccus001/InBox/Successed_LD0123456789ABCDEF_202301052058360000000.xml')
    expect(imported?.reference).toEqual({ clientNumber: 'LD0123456789ABCDEF', unifiedNumber: expect.stringMatching(/^SIM\d{15}$/) as string })
    // Office 5316, year 2023, direction 0 for export (not verified), serial of nine digits.
    expect(received?.reference.entryNumber).toBe('531620230000000007')
    expect(answersOf({ ...declaration, direction: 'import' })[1]?.reference.entryNumber).toBe('531620231000000007')
    expect(answersOf({ ...cargo, scenario: 'release' })[1]?.reference).toEqual({ shipment, customsNumber: expect.stringMatching(/^SIM\d{12}$/) as string })
  })

  test('a speed of 3600 makes an hour a second, and the stage is the same', () => {
    const fast = answersOf({ ...declaration, speed: 3600 })
    expect(fast.map(({ code, seconds }) => `${code}@${seconds}`)).toEqual(['0@0', 'L@0', 'G@0', 'P@12', 'R@12'])
    expect(stageOf(fast.map((answer) => ({ ...answer, digest: answer.code })))).toBe('cleared')
  })

  test('a file that cannot be read is answered where it names its filing, with the reason', () => {
    const unreadable: Taken = { ...declaration, outcome: 'unreadable', reasons: ['缺少“商品名称”。'], scenario: '' }
    expect(answersOf(unreadable)).toMatchObject([{ code: '1', stage: 'rejected', note: '模拟 SIMULATED：缺少“商品名称”。', reference: { clientNumber: declaration.key } }])
    expect(answersOf({ ...cargo, outcome: 'unreadable', scenario: '' })).toMatchObject([{ code: 'rejected', reference: { shipment } }])
    expect(due({ ...unreadable, key: '' })).toEqual([])
    expect(due({ ...cargo, outcome: 'beside' })).toEqual([])
  })
})

test('the import result of what is sent again is no double of the first', () => {
  const [first, second] = [1, 2].map((sending) => due({ ...declaration, sending })[0]?.file.bytes)
  expect(first).not.toEqual(second)
})

describe('by seed', () => {
  const keys = Array.from({ length: 2_000 }, (_, index) => `LD${hashText(String(index)).slice(0, 16).toUpperCase()}`)
  const chosen = (seed: number): readonly string[] => keys.map((key) => chooseScenario(tables, { ...declaration, key }, seed, undefined))

  test('the same seed chooses the same, another seed otherwise', () => {
    expect(chosen(1)).toEqual(chosen(1))
    expect(chosen(1)).not.toEqual(chosen(2))
    expect(due(declaration)).toEqual(due({ ...declaration }))
  })

  test('weights hold: half of the exports are released as in life, none is taxed', () => {
    const share = chosen(1).filter((each) => each === 'release').length / keys.length
    // 50 of 97 by weight; six standard deviations of 2,000 draws are 0.067.
    expect(Math.abs(share - 50 / 97)).toBeLessThan(0.067)
    expect(chosen(1)).not.toContain('tax')
    expect(chosen(1)).not.toContain('refused')
    expect(chosen(1)).not.toContain('malformed')
  })

  test('one that is asked for is chosen, unless the rules find something', () => {
    expect(chooseScenario(tables, declaration, 1, 'silence')).toBe('silence')
    expect(chooseScenario(tables, { ...declaration, reasons: ['x'] }, 1, 'silence')).toBe('refused')
    expect(scenarioNames(tables)).toContain('doubled')
  })

  test('what is sent again, corrected, is released, unless an officer is to decide', () => {
    expect(chooseScenario(tables, declaration, 1, 'return', 2)).toBe('release')
    expect(chooseScenario(tables, declaration, 1, 'officer', 2)).toBe('officer')
    expect(chooseScenario(tables, { ...declaration, reasons: ['x'] }, 1, undefined, 2)).toBe('refused')
  })

  test('every step of every scenario has a meaning and every code a note', () => {
    for (const { id, filing, steps } of tables.scenarios) {
      const customs = filing.split('-')[0] ?? ''
      for (const { code } of steps) {
        expect([...knowledge.answers.codes.values()].some((each) => each.customs === customs && (each.code === code || each.code === '*')), `${filing} ${id} ${code}`).toBe(true)
        expect(tables.notes.get(`${customs} ${code}`), `${customs} ${code}`).toBeDefined()
      }
    }
  })
})

test('the queue gives what is due, the earliest first', () => {
  const queue = dueQueue<string>()
  for (const [time, value] of [[5, 'e'], [1, 'a'], [3, 'c'], [1, 'b'], [9, 'z']] as const) queue.add(time, value)
  expect(queue.nextAt()).toBe(1)
  expect(queue.takeDue(5, 3)).toEqual(['a', 'b', 'c'])
  expect(queue.takeDue(5, 9)).toEqual(['e'])
  expect([queue.takeDue(8, 9), queue.size()]).toEqual([[], 1])
})
