// `npm run bench [name …]`: prints the tables of docs/benchmarks.md. One process, one run, peers side by side.
import { cpus } from 'node:os'
import { benchAccess } from './access.ts'
import { benchEdifact } from './edifact.ts'
import { benchFiling } from './filing.ts'
import { benchFilingParts } from './filing-parts.ts'
import { benchHttp } from './http.ts'
import { benchImport } from './import.ts'
import { benchJournal } from './journal.ts'
import { benchWorkbook } from './workbook.ts'

const benches: Readonly<Record<string, () => unknown>> = { filing: benchFiling, parts: benchFilingParts, edifact: () => benchEdifact({ streamMegabytes: 500, print: console.log }), journal: benchJournal, http: benchHttp, access: benchAccess, workbook: benchWorkbook, import: benchImport }

const asked = process.argv.slice(2)
console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}`)
for (const [name, bench] of Object.entries(benches)) {
  if (asked.length > 0 && !asked.includes(name)) continue
  console.log(`\n## ${name}`)
  await bench()
}
