// The conformance report as one HTML page: no script, no link to anywhere, prints well.
import type { Language } from '../../../base/language.ts'
import type { CheckResult, ConformanceReport } from './report.ts'

interface Words {
  readonly title: string
  readonly headings: readonly [string, string, string, string, string]
  readonly results: Readonly<Record<CheckResult['result'], string>>
  readonly summary: (report: ConformanceReport) => string
  readonly note: string
}

const words: Readonly<Record<Language, Words>> = {
  'zh-Hans': {
    title: '接口符合性报告',
    headings: ['结果', '检查', '要求', '依据', '所见'],
    results: { pass: '通过', fail: '不通过', 'not seen': '未见' },
    summary: ({ folder, files, passed, failed, notSeen }) => `${folder}：${files} 个文件；通过 ${passed} 项，不通过 ${failed} 项，未见 ${notSeen} 项`,
    note: '由模拟海关出具，不是任何海关的认证。',
  },
  'zh-Hant': {
    title: '介面符合性報告',
    headings: ['結果', '檢查', '要求', '依據', '所見'],
    results: { pass: '通過', fail: '不通過', 'not seen': '未見' },
    summary: ({ folder, files, passed, failed, notSeen }) => `${folder}：${files} 個檔案；通過 ${passed} 項，不通過 ${failed} 項，未見 ${notSeen} 項`,
    note: '由模擬海關出具，不是任何海關的認證。',
  },
  en: {
    title: 'Conformance report',
    headings: ['Result', 'Check', 'Requirement', 'Source', 'Evidence'],
    results: { pass: 'pass', fail: 'fail', 'not seen': 'not seen' },
    summary: ({ folder, files, passed, failed, notSeen }) => `${folder}: ${files} files; ${passed} checks passed, ${failed} failed, ${notSeen} not seen`,
    note: 'Made by a simulated customs. It is no certificate of any customs.',
  },
  pt: {
    title: 'Relatório de conformidade',
    headings: ['Resultado', 'Verificação', 'Requisito', 'Fonte', 'Prova'],
    results: { pass: 'conforme', fail: 'não conforme', 'not seen': 'não visto' },
    summary: ({ folder, files, passed, failed, notSeen }) => `${folder}: ${files} ficheiros; ${passed} verificações conformes, ${failed} não conformes, ${notSeen} não vistas`,
    note: 'Feito por uma alfândega simulada. Não é certificado de nenhuma alfândega.',
  },
}

const style = 'body{font:16px/1.5 system-ui,sans-serif;margin:2rem;max-width:75rem}table{border-collapse:collapse;width:100%}th,td{border:1px solid #767676;padding:.4rem .6rem;text-align:left;vertical-align:top}td{overflow-wrap:anywhere}.fail{font-weight:bold;color:#a00000}'

export function conformancePage(report: ConformanceReport, language: Language): string {
  const { title, headings, results, summary, note } = words[language]
  const rows = report.checks.map(({ id, result, requirement, source, evidence }) => {
    const shown = evidence.map(escaped).join('<br>')
    return `<tr><td class="${result === 'fail' ? 'fail' : 'other'}">${results[result]}</td><td><code>${id}</code></td><td>${escaped(requirement)}</td><td>${escaped(source)}</td><td>${shown}</td></tr>`
  })
  return `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>${style}</style></head>
<body>
<h1>${title}</h1>
<p>${escaped(summary(report))}</p>
<p>${note}</p>
<table>
<thead><tr>${headings.map((heading) => `<th scope="col">${heading}</th>`).join('')}</tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>
</body>
</html>
`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
