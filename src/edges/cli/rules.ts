// `lingding rules --out docs/rules`: writes the pages of rules and forms from the tables.
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { rulePages } from '../../app/rule-pages.ts'
import { loadKnowledge } from '../compose.ts'
import { exitCodes, readArguments, textOption, type Command } from './command.ts'

export const rulesCommand: Command = {
  name: 'rules',
  usage: '[--out DIR] [--json]',
  summary: 'prints the rules and forms as pages made from the tables, or writes them to a folder',
  run: async (argv, terminal) => {
    const args = readArguments(argv, { out: { type: 'string' } }, [])
    const pages = rulePages(loadKnowledge().knowledge)
    const out = textOption(args, 'out')
    if (out !== undefined) {
      await mkdir(out, { recursive: true })
      for (const [name, text] of pages) await writeFile(join(out, name), text)
      terminal.print(`${pages.size} pages in ${out}`)
    } else if (args.values['json'] === true) terminal.print(JSON.stringify(Object.fromEntries(pages), null, 2))
    else terminal.print([...pages.values()].join('\n'))
    return exitCodes.done
  },
}
