// Two small drafts to mutate, sample data.

export const yamlDraft = `# SAMPLE DATA
reference: SAMPLE-1
direction: export
counterpart: hongkong
isSample: true
asOf: 2026-03-02T09:30+08:00
parties:
  trader: { profile: sample-exporter, nameZh: 样品电池, uscc: "91440000SAMPLE0001" }
  overseas:
    nameEn: SAMPLE TRADING LTD
terms:
  tradeTerm: FOB
  remarks: |
    line 1
    line 2
  freight: { mark: 3, rate: 100.50, currency: USD }
movement: {transportMode: "4", crew: {count: 1}}
lines:
  - codes: {mainland: "8507600090", hongkong: ~}
    nameZh: '锂离子电池'
    quantity: 1000
    netWeightKg: 500.125
    currency: USD
    originCountry: CHN
    licences:
      - {kind: "408", number: S-1}
  - nameEn: >
      folded
      text
containers: []
`

export const jsonDraft = JSON.stringify({
  reference: 'SAMPLE-2',
  direction: 'import',
  counterpart: 'macao',
  parties: { trader: { nameZh: '样品', nameEn: 'SAMPLE' }, driver: { name: null } },
  packages: { count: 20, kind: '22', others: [{ kind: '93', count: 2 }] },
  lines: [{ codes: { mainland: '2204210000' }, quantity: '12.5', total: 100, isFood: true, vehicles: [] }, {}],
  macao: { operation: 'import', isSplitOfLarger: false },
})
