// `lingding query` and `lingding recompute`: what other programs read, and what a person sees.
import { describe, expect, test } from 'vitest'
import { runCommandLine } from '../../src/edges/cli/main.ts'

const stories = new URL('../../data/stories/', import.meta.url).pathname

async function run(...argv: string[]): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  const [out, err]: [string[], string[]] = [[], []]
  const code = await runCommandLine(argv, { print: (text) => out.push(text), warn: (text) => err.push(text), environment: { LANG: 'en_US.UTF-8' } })
  return { code, out: out.join('\n'), err: err.join('\n') }
}

interface Answer {
  readonly value: number
  readonly low: number
  readonly high: number
  readonly unit: string
  readonly vintage: string
  readonly sources: readonly { readonly figure: string; readonly address: string }[]
}

describe('query', () => {
  test('the total of five years', async () => {
    const { code, out } = await run('query', '--measure', 'total', '--place', 'GBA9', '--period', '2019/2023', '--json')
    const { value, low, high, unit, vintage, sources } = JSON.parse(out) as Answer
    expect([code, value, low, high, unit, vintage]).toEqual([0, 373400, 373350, 373450, '1e8 CNY', 'preliminary'])
    expect(sources.map(({ address }) => address)).toEqual(['https://news.youth.cn/jsxw/202402/t20240224_15093815.htm'])
  })

  test('a span that nobody printed is made of its years', async () => {
    const { code, out } = await run('query', '--measure', 'total', '--place', 'Shenzhen', '--period', '2019/2023', '--json')
    const { value, sources } = JSON.parse(out) as Answer
    expect([code, value, sources.length]).toEqual([0, 171183.79, 5])
  })

  test('a recipe, with its working', async () => {
    const { code, out } = await run('query', '--recipe', 'share(sum(total[Shenzhen, 2019..2023]), total[GBA9, 2019/2023])')
    expect(code).toBe(0)
    expect(out).toContain('45.84%\nbetween 45.81% and 45.88%')
    expect(out).toContain('sum(total[Shenzhen, 2019..2023]) = 171183.79 (171083.775 to 171283.805) 1e8 CNY')
  })

  test('as it was known on a day', async () => {
    const asked = ['query', '--measure', 'total', '--place', 'Guangdong', '--period', '2022', '--vintage', 'revised', '--json']
    expect((await run(...asked, '--as-of', '2023-12-31')).code).toBe(1)
    expect((JSON.parse((await run(...asked, '--as-of', '2026-01-01')).out) as Answer).value).toBeCloseTo(82821.7, 1)
  })

  test('missing cells are named, with what the known ones come to', async () => {
    const { code, out } = await run('query', '--measure', 'total', '--place', 'GBA9', '--period', '2021', '--json')
    const view = JSON.parse(out) as { readonly missing: readonly string[]; readonly known: Answer; readonly issues: readonly { readonly fix: string }[] }
    expect([code, view.missing, view.known.value]).toEqual([1, ['total[Zhaoqing, 2021]'], 78532.68])
    expect(view.issues[0]?.fix).toContain('2019/2023')
  })

  const refusals: readonly (readonly [what: string, argv: readonly string[], said: string])[] = [
    ['an unknown measure', ['--measure', 'totl', '--place', 'GBA9', '--period', '2023'], 'Choose among: total, export, import'],
    ['a measure with a slip', ['--measure', 'totals', '--place', 'GBA9', '--period', '2023'], 'Choose among: total, total_usd, total_share_of_guangdong'],
    ['a place with a slip', ['--measure', 'total', '--place', 'Shenzen', '--period', '2023'], 'Choose among: Shenzhen, ShenzhenBay.'],
    ['an unknown place', ['--measure', 'total', '--place', 'Atlantis', '--period', '2023'], 'Choose among: China, Guangdong'],
    ['a period that is none', ['--measure', 'total', '--place', 'GBA9', '--period', 'lately'], "'lately' is no period"],
    ['an unknown vintage', ['--measure', 'total', '--place', 'GBA9', '--period', '2023', '--vintage', 'newest'], 'preliminary, revised, final'],
    ['growth from two releases', ['--recipe', 'growth(total[Shenzhen, 2023], total[Shenzhen, 2022])'], 'not of one release'],
    ['a recipe that breaks off', ['--recipe', 'share('], 'at character 7'],
  ]
  test.each(refusals)('%s', async (_, argv, said) => {
    const { code, out } = await run('query', ...argv)
    expect(code).toBe(1)
    expect(out).toContain(said)
  })

  test('wrong usage names what is missing', async () => {
    expect(await run('query', '--measure', 'total')).toMatchObject({ code: 2, err: expect.stringContaining('--place is missing') as string })
    expect((await run('query', '--recipe', '1', '--as-of', 'today')).code).toBe(2)
  })

  test.each(['zh-Hans', 'zh-Hant', 'pt', 'en'])('speaks %s', async (language) => {
    const { out } = await run('query', '--measure', 'total', '--place', 'GBA9', '--period', '2019/2023', '--language', language)
    expect(out.split('\n')[0]).toBe({ 'zh-Hans': '37.34万亿元', 'zh-Hant': '37.34萬億元', pt: '37,34 biliões de yuans', en: '37.34 trillion yuan' }[language])
    expect(out).not.toMatch(/\{\w+\}|query\.|vintage\./)
  })
})

describe('recompute', () => {
  interface Claims {
    readonly claims: readonly { readonly id: string; readonly printed: string; readonly computed: { readonly value: number } | null; readonly verdict: string }[]
  }

  test('every claim of a story with its verdict', async () => {
    const { code, out } = await run('recompute', `${stories}nine-cities`, '--json')
    const { claims } = JSON.parse(out) as Claims
    expect([code, claims.length]).toEqual([0, 73])
    expect(claims.find(({ id }) => id === 'C2')).toMatchObject({ printed: '37.34 trillion yuan', computed: { value: 37.34 }, verdict: 'recomputes' })
  })

  test('one language of it', async () => {
    const { code, out } = await run('recompute', `${stories}nine-cities/pt.md`, '--language', 'pt', '--working')
    expect(code).toBe(0)
    expect(out).toContain('37,34 biliões de yuans')
    expect(out).toContain('export[GBA9, 2019/2023] + import[GBA9, 2019/2023] = 373400')
  })

  test('as of a day before the article, its numbers had no source', async () => {
    const { code, out } = await run('recompute', `${stories}nine-cities`, '--as-of', '2024-02-01', '--json')
    expect([code, (JSON.parse(out) as Claims).claims.find(({ id }) => id === 'C2')?.verdict]).toEqual([1, 'cannot be recomputed'])
  })

  test('a story that is not there', async () => expect((await run('recompute', `${stories}none`)).code).toBe(3))
})
