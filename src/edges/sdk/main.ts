// `npm run sdk`: writes the generated files of sdk/.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadKnowledge, packageRoot } from '../compose.ts'
import { routes } from '../http/server.ts'
import { generateSdk } from './generate-sdk.ts'

for (const [path, text] of generateSdk(routes, loadKnowledge().knowledge.fields)) {
  writeFileSync(join(packageRoot, path), text)
  process.stdout.write(`${path}\n`)
}
