// The arithmetic of the published figures, case by case, against what was computed by hand from the releases. Money in
// 1e8 CNY (亿元). Each expected triple is value, lower bound, upper bound.
import { describe, expect, test } from 'vitest'
import { book, bookAsOf, outcomeOf, shown, told } from './book.ts'

describe('figures that a later release or other figures imply', () => {
  const cases: readonly (readonly [recipe: string, scale: number, value: string, low: string, high: string])[] = [
    ['total[GBA9, 2022]', 0, '79183', '79094', '79273'],
    ['import[GBA9, 2022]', 0, '28318', '28251', '28385'],
    ['export[GBA9, 2022]', 0, '50866', '50709', '51022'],
    ['total[GBA9, 2019/2021]', 0, '214717', '214527', '214906'],
    ['total[GBA9, 2023, id=total.GBA9.2023.implied]', 0, '79473', '79392', '79555'],
    ['total[Guangdong, 2019]', 0, '71443', '71357', '71530'],
    ['export[Guangdong, 2019]', 0, '43413', '43342', '43485'],
    ['import[Guangdong, 2019]', 0, '28029', '27963', '28095'],
    ['total[Guangdong, 2021, id=total.Guangdong.2021.implied]', 0, '82687', '82596', '82778'],
    ['export[Guangdong, 2021]', 0, '50521', '50450', '50593'],
    ['import[Guangdong, 2021]', 0, '32181', '32110', '32253'],
    ['total[Guangdong, 2022, vintage=revised]', 0, '82822', '82692', '82952'],
    ['total[Guangdong, 2023]', 0, '83070', '82981', '83159'],
    ['total[Guangdong, 2024, vintage=revised]', 0, '90900', '90809', '90992'],
    ['import[Guangdong, 2024, vintage=revised]', 0, '32096', '32035', '32158'],
    ['total[Shenzhen, 2022, vintage=revised]', 0, '36554', '36537', '36571'],
    ['total[Shenzhen, 2024, vintage=revised]', 0, '44872', '44800', '44943'],
    ['import[Shenzhen, 2023]', 1, '14110.7', '14060.7', '14160.7'],
    ['import[Shenzhen, 2022]', 1, '14837.5', '14787.5', '14887.5'],
    ['import[Shenzhen, 2019]', 0, '13031', '12976', '13085'],
    ['export[Shenzhen, 2018]', 0, '16261', '16204', '16318'],
    ['new_three_export[Shenzhen, 2022]', 1, '662.9', '662.6', '663.2'],
    ['total[Guangzhou, 2020]', 0, '9538', '9534', '9542'],
    ['export[Guangzhou, 2020]', 0, '5423', '5420', '5425'],
    ['import[Guangzhou, 2020]', 0, '4118', '4116', '4120'],
    ['total[Dongguan, 2020]', 1, '13304.6', '13298.8', '13310.4'],
    ['total[Dongguan, 2024]', 0, '13879', '13873', '13885'],
    ['export[Dongguan, 2024]', 0, '8898', '8894', '8902'],
    ['import[Dongguan, 2024]', 0, '4985', '4983', '4987'],
    ['total[Foshan, 2018]', 1, '4599.3', '4599.2', '4599.4'],
    ['total[Foshan, 2020]', 1, '5061.6', '5055.4', '5067.8'],
    ['total[Zhuhai, 2016]', 1, '2754.7', '2753.3', '2756'],
    ['total[Zhuhai, 2020]', 1, '2732.6', '2731.4', '2733.7'],
    ['total[Zhuhai, 2023]', 1, '2963.5', '2962.1', '2964.9'],
    ['total[Huizhou, 2020]', 1, '2487.9', '2486.8', '2488.9'],
    ['total[Zhongshan, 2019]', 1, '2385.7', '2384.4', '2387.1'],
    ['total[Zhongshan, 2023]', 1, '2574.8', '2573.2', '2576.4'],
    ['total[Jiangmen, 2018]', 1, '1473.3', '1473.2', '1473.4'],
    ['total[Jiangmen, 2019]', 0, '1426', '1425', '1427'],
    ['nev_output[Guangdong, 2022, vintage=revised]', 1, '138.1', '138.1', '138.2'],
    ['nev_output[China, 2023, basis=NBS]', 1, '944.7', '942.9', '946.5'],
    ['nev_output[China, 2023, basis=CAAM]', 1, '958.8', '958.3', '959.2'],
    ['teu[CombinedPort, 2022]', 1, '21.4', '21.3', '21.4'],
    ['teu[CombinedPortOnePortPass, 2022]', 1, '34.1', '34.1', '-'],
    ['teu[OnePortPass, 2023]', 1, '16.4', '16.4', '-'],
    ['routes_open[OnePortPass, 2024-02]', 0, '20', '20', '20'],
    ['import_clearance_time[Guangdong, 2017]', 2, '42.97', '42.93', '43'],
    ['export_clearance_time[Guangdong, 2017]', 2, '11.83', '11.75', '11.9'],
  ]
  test.each(cases)('%s', (recipe, scale, value, low, high) => expect(told(recipe, scale)).toEqual([value, low, high]))

  test('Zhuhai 2019 is what five years leave, the weakest of them', () => {
    // 14629 - 2754.7 - 2990.0 - 3246.3 - 2732.6 = 2905.4, by hand on rounded terms
    expect(Math.abs(Number(told('total[Zhuhai, 2019]', 1)[0]) - 2905.4)).toBeLessThanOrEqual(0.1)
  })
})

describe('the claims, recomputed', () => {
  const cases: readonly (readonly [claim: string, recipe: string, scale: number, value: string, low: string, high: string])[] = [
    ['C2', 'export[GBA9, 2019/2023] + import[GBA9, 2019/2023]', 0, '373400', '373300', '373500'],
    ['C3', 'share(total[GBA9, 2019/2023], sum(total[Guangdong, 2019..2023]))', 1, '95.5', '95.4', '95.6'],
    ['C3b exports', 'share(export[GBA9, 2019/2023], sum(export[Guangdong, 2019..2023]))', 1, '95.5', '95.2', '95.8'],
    ['C3b imports', 'share(import[GBA9, 2019/2023], sum(import[Guangdong, 2019..2023]))', 2, '95.48', '94.97', '96'],
    ['C4', 'lithium_export[GBA9, 2019/2023] + ev_export[GBA9, 2019/2023] + solar_export[GBA9, 2019/2023]', 1, '4047.1', '4047', '4047.3'],
    ['C4b', 'share(new_three_export[GBA9, 2019/2023], export[GBA9, 2019/2023])', 2, '1.73', '1.73', '1.73'],
    ['C4b of total trade', 'share(new_three_export[GBA9, 2019/2023], total[GBA9, 2019/2023])', 2, '1.08', '1.08', '1.08'],
    ['C5', 'share(sum(total[Shenzhen, 2019..2023]), total[GBA9, 2019/2023])', 2, '45.84', '45.81', '45.88'],
    [
      'C5 with the revised base',
      'share(total[Shenzhen, 2019] + total[Shenzhen, 2020] + total[Shenzhen, 2021] + total[Shenzhen, 2022, vintage=revised] + total[Shenzhen, 2023], total[GBA9, 2019/2023])',
      2,
      '45.8',
      '45.76',
      '45.83',
    ],
    ['C5b', 'total_share_of_gba9[Shenzhen, 2019/2023] * new_three_export[GBA9, 2019/2023] - new_three_export[Shenzhen, 2023] - new_three_export[Shenzhen, 2022]', 0, '303', '301', '305'],
    ['C5c 2022', 'share(total[Shenzhen, 2022], total[GBA9, 2022])', 1, '46.4', '46.3', '46.4'],
    ['C5c 2023', 'share(total[Shenzhen, 2023], total[GBA9, 2023])', 1, '48.7', '48.7', '48.7'],
    ['C5c 2024', 'share(total[Shenzhen, 2024], total[GBA9, 2024])', 1, '51.5', '51.5', '51.5'],
    ['C6b, statistics bureau', 'share(nev_output[Guangdong, 2023], nev_output[China, 2023, basis=NBS])', 1, '26.8', '26.7', '26.9'],
    ['C6b, producers', 'share(nev_output[Guangdong, 2023], nev_output[China, 2023, basis=CAAM])', 1, '26.4', '26.4', '26.4'],
    ['C7', 'export[GBA9, 2023] + import[GBA9, 2023]', 0, '79400', '79300', '79500'],
    ['C9 Hong Kong', 'cut(fields_before[HongKong, 2025-02], fields_after[HongKong, 2025-02])', 1, '100', '100', '100'],
    ['C9 Macao', 'cut(fields_before[Macao, 2025-02], fields_after[Macao, 2025-02])', 1, '87.5', '87.5', '87.5'],
    ['C10', 'lock_ports_with_hongkong[SingleELock, 2023-09] + lock_ports[Hengqin, 2024-03]', 0, '7', '7', '7'],
    ['C10c', 'lock_cities[Guangdong, 2024-03] + lock_cities[Hunan, 2024-03] + lock_cities[HongKong, 2024-02] + lock_cities[Macao, 2024-02]', 0, '18', '18', '18'],
    ['C11', 'single_plate_crossings[HZMBZhuhai, 2023] + single_plate_crossings[HZMBZhuhai, 2024-01-01/2024-04-27] * 53 / 118', 1, '179.4', '179.4', '-'],
  ]
  test.each(cases)('%s', (_, recipe, scale, value, low, high) => expect(told(recipe, scale)).toEqual([value, low, high]))
})

describe('city cells', () => {
  const years = ['2019', '2020', '2021', '2022', '2023']
  const known: readonly (readonly [year: string, count: number, sum: number])[] = [
    ['2019', 5, 39226.8],
    ['2020', 8, 67263],
    ['2021', 8, 78532.7],
    ['2022', 5, 66182.2],
    ['2023', 5, 67986.8],
  ]
  test.each(known)('%s: %i of 9 are sourced', (year, count, sum) => {
    const outcome = outcomeOf(`sum(total[GBA9.*, ${year}])`)
    if (outcome.kind !== 'missing' || outcome.known === undefined) throw new Error('some are missing')
    expect(9 - outcome.cells.length).toBe(count)
    // the sums by hand are of terms rounded to 0.1
    expect(Math.abs(Number(shown(outcome.known.interval.value, outcome.known.unit, 2)) - sum)).toBeLessThan(0.2)
  })

  test('31 of 45 are 85.5 percent, and the other 14 hold what is left', () => {
    const all = outcomeOf(`sum(${years.map((year) => `total[GBA9.*, ${year}]`).join(', ')})`)
    if (all.kind !== 'missing' || all.known === undefined) throw new Error('some are missing')
    expect(all.cells.map(({ place, period }) => `${place} ${period.text}`).toSorted()).toEqual(
      ['Guangzhou 2019', 'Dongguan 2019', 'Foshan 2019', 'Foshan 2022', 'Foshan 2023', 'Zhuhai 2022', 'Huizhou 2022', 'Huizhou 2023', 'Jiangmen 2023', ...years.map((year) => `Zhaoqing ${year}`)].toSorted(),
    )
    expect(all.known.inputs).toHaveLength(31)
    expect(all.known.inputs.filter(({ standing }) => standing === 'published')).toHaveLength(21)
    const { interval, unit } = all.known
    expect([interval.value, interval.low, interval.high].map((bound) => shown(bound, unit, 0))).toEqual(['319192', '319049', '319330'])
    expect(told('coverage(total[GBA9, 2019/2023], total[GBA9.*, 2019..2023])', 1)).toEqual(['85.5', '85.4', '85.5'])
    expect(told('rest(total[GBA9, 2019/2023], total[GBA9.*, 2019..2023])', 0)).toEqual(['54208', '54020', '54401'])
  })

  const residuals: readonly (readonly [recipe: string, value: string])[] = [
    ['rest(total[GBA9, 2022], total[GBA9.*, 2022])', '13001'],
    ['rest(total[GBA9, 2023], total[GBA9.*, 2023])', '11513'],
  ]
  test.each(residuals)('%s', (recipe, value) => expect(told(recipe, 0)[0]).toBe(value))

  test('eight cities without Zhaoqing come near 95 percent of the province', () => {
    const others = ['Guangzhou', 'Shenzhen', 'Zhuhai', 'Foshan', 'Huizhou', 'Dongguan', 'Zhongshan', 'Jiangmen']
    const share = (year: string): readonly string[] => told(`share(sum(${others.map((city) => `total[${city}, ${year}]`).join(', ')}), total[Guangdong, ${year}])`, 1)
    expect(share('2020')).toEqual(['95', '94.8', '95.2'])
    expect(share('2021')).toEqual(['95', '94.9', '95'])
  })

  test('three cities are 78.6 percent of 2023, and six hold the rest', () => {
    expect(told('share(total[Shenzhen, 2023] + total[Guangzhou, 2023] + total[Dongguan, 2023], total[GBA9, 2023])', 1)[0]).toBe('78.6')
    expect(told('total[GBA9, 2023] - total[Shenzhen, 2023] - total[Guangzhou, 2023] - total[Dongguan, 2023]', 0)[0]).toBe('17051')
  })
})

describe('checks of published figures against one another', () => {
  const cases: readonly (readonly [what: string, recipe: string, scale: number, value: string])[] = [
    ['2024 on 2023, as levels', 'levelChange(total[GBA9, 2024], total[GBA9, 2023])', 2, '10.06'],
    ['2025 on 2024, as levels', 'levelChange(total[GBA9, 2025], total[GBA9, 2024])', 2, '4.57'],
    ['Dongguan 2025 from its parts', 'export[Dongguan, 2025] + import[Dongguan, 2025]', 1, '15794.4'],
    ['growth of the new three by its products', 'levelChange(lithium_export[Shenzhen, 2023-01/2023-11] + ev_export[Shenzhen, 2023-01/2023-11] + solar_export[Shenzhen, 2023-01/2023-11], base(lithium_export[Shenzhen, 2023-01/2023-11], lithium_export_growth[Shenzhen, 2023-01/2023-11]) + base(ev_export[Shenzhen, 2023-01/2023-11], ev_export_growth[Shenzhen, 2023-01/2023-11]) + base(solar_export[Shenzhen, 2023-01/2023-11], solar_export_growth[Shenzhen, 2023-01/2023-11]))', 1, '42.3'],
    ['exports of 2023, whose printed growth is the digits of its level', 'levelChange(export[GBA9, 2023], export[GBA9, 2022])', 1, '2.8'],
    ['single plates in all vehicles, 2023', 'share(single_plate_crossings[HZMBZhuhai, 2023], vehicle_crossings[HZMBZhuhai, 2023])', 1, '42.8'],
    ['single plates in all vehicles, 2024', 'share(single_plate_crossings[HZMBZhuhai, 2024-01-01/2024-04-27], vehicle_crossings[HZMBZhuhai, 2024-01-01/2024-04-27])', 1, '56.3'],
    ['two cities in the output of the province', 'share(nev_output[Shenzhen, 2023] + nev_output[Guangzhou, 2023], nev_output[Guangdong, 2023])', 1, '96.2'],
    ['Jiangmen 2021 on its printed five-year mean', 'grown(grown(grown(grown(grown(1261.5, 0.072), 0.072), 0.072), 0.072), 0.072)', 0, '1786'],
    ['Macao cars of 2023', 'macao_car_crossings_since_start[HZMBZhuhai, ../2025-12-31] - macao_car_crossings[HZMBZhuhai, 2025] - macao_car_crossings[HZMBZhuhai, 2024]', 0, '113'],
    ['mechanical and electrical products in exports', 'share(mech_elec_export[GBA9, 2019/2023], export[GBA9, 2019/2023])', 1, '68.9'],
    ['labour-intensive products in exports', 'share(labour_intensive_export[GBA9, 2019/2023], export[GBA9, 2019/2023])', 1, '15.7'],
    ['lithium in the new three', 'share(lithium_export[GBA9, 2019/2023], new_three_export[GBA9, 2019/2023])', 1, '85.1'],
    ['vehicles in the new three', 'share(ev_export[GBA9, 2019/2023], new_three_export[GBA9, 2019/2023])', 1, '10.3'],
    ['solar in the new three', 'share(solar_export[GBA9, 2019/2023], new_three_export[GBA9, 2019/2023])', 2, '4.58'],
  ]
  test.each(cases)('%s', (_, recipe, scale, value) => expect(told(recipe, scale)[0]).toBe(value))
})

describe('releases: what was first printed and what a later one implies', () => {
  test('growth from levels of two releases is refused, and is not the printed one', () => {
    const refused = outcomeOf('growth(total[Shenzhen, 2023], total[Shenzhen, 2022])')
    expect(refused.kind === 'refused' ? refused.issues.map(({ code }) => code) : refused.kind).toEqual(['vintages_mixed'])
    expect(told('levelChange(total[Shenzhen, 2023], total[Shenzhen, 2022])', 1)[0]).toBe('5.4')
    expect(told('total_growth[Shenzhen, 2023]', 1)[0]).toBe('5.9')
  })

  const acrossReleases: readonly (readonly [city: string, change: string])[] = [['Dongguan', '-7.9'], ['Guangzhou', '-0.3']]
  test.each(acrossReleases)('%s 2023: %s percent by levels, to be seen and not to be printed', (city, change) => {
    const outcome = outcomeOf(`levelChange(total[${city}, 2023], total[${city}, 2022])`)
    expect(outcome.kind === 'estimate' ? outcome.estimate.cautions.map(({ code }) => code) : []).toEqual(['vintages_mixed'])
    expect(told(`levelChange(total[${city}, 2023], total[${city}, 2022])`, 1)[0]).toBe(change)
    expect(outcomeOf(`total_growth[${city}, 2023]`).kind).toBe('missing')
  })

  test('a growth is not proven by the base that was made of it', () => {
    const outcome = outcomeOf('growth(total[GBA9, 2023], total[GBA9, 2022])')
    expect(outcome.kind === 'refused' ? outcome.issues.map(({ code }) => code) : outcome.kind).toEqual(['growth_circular'])
  })

  const revisions: readonly (readonly [place: string, year: string, change: string])[] = [
    ['Shenzhen', '2022', '-0.5'],
    ['Guangdong', '2022', '-0.3'],
    ['Guangdong', '2024', '-0.2'],
    ['Shenzhen', '2024', '-0.4'],
  ]
  test.each(revisions)('%s %s was revised by %s percent', (place, year, change) => {
    expect(told(`levelChange(total[${place}, ${year}, vintage=revised], total[${place}, ${year}])`, 1)[0]).toBe(change)
  })

  test('the revised figure of Guangdong 2022 lies below the lowest reading of the first', () => {
    expect(told('total[Guangdong, 2022, vintage=revised]', 0)[2]).toBe('82952')
    expect(told('total[Guangdong, 2022]', 0)).toEqual(['83100', '83050', '83150'])
  })

  test('as of a day, later releases are not there', () => {
    expect(outcomeOf('total[GBA9, 2023]', bookAsOf('2024-02-23')).kind).toBe('missing')
    expect(told('total[GBA9, 2023]', 0, bookAsOf('2024-02-24'))[0]).toBe('79500')
    expect(outcomeOf('total[Guangdong, 2022, vintage=revised]', bookAsOf('2023-12-31')).kind).toBe('missing')
    expect(told('total[Guangdong, 2022]', 0, bookAsOf('2023-12-31'))[0]).toBe('83100')
  })

  test('the currency is another measure: +13.5 percent in CNY, +21.7 in USD', () => {
    expect(told('total_growth[Guangzhou, 2021]', 1)[0]).toBe('13.5')
    expect(told('total_usd_growth[Guangzhou, 2021]', 1)[0]).toBe('21.7')
    expect(told('growth(total_usd[Guangzhou, 2021], total_usd[Guangzhou, 2020])', 1)[0]).toBe('21.7')
    const mixed = outcomeOf('total[Guangzhou, 2021] + total_usd[Guangzhou, 2021]')
    expect(mixed.kind === 'refused' ? mixed.issues.map(({ code }) => code) : mixed.kind).toEqual(['units_apart'])
  })
})

describe('several sources for one cell', () => {
  const cases: readonly (readonly [recipe: string, value: string, others: number])[] = [
    ['total[Zhuhai, 2021]', '3320.08', 1],
    ['total[Huizhou, 2021]', '3055.1', 1],
    ['total[Guangdong, 2021]', '82700', 1],
    ['total[Shenzhen, 2023]', '38710.7', 1],
    ['total[Shenzhen, 2021]', '35435.57', 1],
    ['total[Guangdong, 2024]', '91100', 1],
    ['nev_output[Guangdong, 2022]', '130', 1],
  ]
  test.each(cases)('%s is %s, and the others are kept', (recipe, value, others) => {
    const outcome = outcomeOf(recipe)
    const [figure] = outcome.kind === 'estimate' ? outcome.estimate.inputs : []
    const held = figure === undefined ? undefined : book.find({ measure: figure.measure, place: figure.place, period: figure.period })
    expect([told(recipe, 2)[0], (held?.others.length ?? 0) >= others]).toEqual([value, true])
  })

  test('errors of published pages are kept apart and never chosen', () => {
    const doubtful = book.figures.filter(({ standing }) => standing === 'doubtful')
    expect(doubtful.length).toBeGreaterThan(5)
    expect(told('ev_export[Shenzhen, 2023-01/2023-11]', 1)[0]).toBe('190.8')
    expect(outcomeOf('export_growth[GBA9, 2023]').kind).toBe('missing')
    for (const { id, measure, place, period } of doubtful) expect(book.find({ measure, place, period })?.figure.id).not.toBe(id)
  })
})
