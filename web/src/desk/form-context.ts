// What the fields of the form need to know and do: the values read from the text, issues, profiles, code lists, and which
// fields are in sight.
import { createMemo, createSignal, type Accessor } from 'solid-js'
import type { RenderedIssue } from '../../../src/base/message.ts'
import type { Profile } from '../api/reading.ts'
import { createCodeLists, type CodeLists } from './code-lists.ts'
import type { Desk } from './desk-state.ts'
import { filledByPath } from './form-tree.ts'

export interface FormContext {
  readonly values: Accessor<ReadonlyMap<string, string>>
  readonly lengths: Accessor<ReadonlyMap<string, number>>
  /** How many values stand at or under a path. */
  readonly filled: (path: string) => number
  /** The field that was last asked for; the sections around it open. */
  readonly revealed: Accessor<string>
  readonly issues: Accessor<readonly RenderedIssue[]>
  /** Fields behind the chosen element. */
  readonly marked: Accessor<readonly string[]>
  readonly profiles: Accessor<readonly Profile[]>
  readonly codes: CodeLists
  readonly onlyFilled: Accessor<boolean>
  readonly setOnlyFilled: (isOn: boolean) => void
  readonly touched: Accessor<ReadonlySet<string>>
  readonly touch: (path: string) => void
  readonly setValue: (path: string, value: string) => void
  readonly removeItem: (path: string) => void
  /** The value that a party's saved profile gives. */
  readonly profileValue: (path: string) => string | undefined
  /** Who gave the value, `sender` or `own profile`, where it came with a draft of the other side. */
  readonly givenBy: (path: string) => string | undefined
  /** The name of the code as the filings show it. */
  readonly codeName: (path: string) => string | undefined
}

export function createFormContext(
  desk: Desk,
  profiles: () => readonly Profile[],
  shared: Pick<FormContext, 'touched' | 'touch' | 'marked' | 'revealed' | 'givenBy'>,
): FormContext {
  const [onlyFilled, setOnlyFilled] = createSignal(desk.text() !== '')
  const nothing = { values: new Map<string, string>(), lengths: new Map<string, number>() }
  // While the text cannot be read, the form shows what was last read.
  const read = createMemo<{ readonly values: ReadonlyMap<string, string>; readonly lengths: ReadonlyMap<string, number> }>(
    (before) => {
      const reading = desk.reading()
      return reading?.kind === 'read' ? reading : before
    },
    nothing,
  )
  const filled = createMemo(() => filledByPath(read().values))
  const names = createMemo(() => codeNames(desk))
  return {
    ...shared,
    values: () => read().values,
    lengths: () => read().lengths,
    filled: (path) => filled().get(path) ?? 0,
    issues: desk.issues,
    profiles,
    codes: createCodeLists(() => (read().values.get('asOf') ?? '').slice(0, 10)),
    onlyFilled,
    setOnlyFilled,
    setValue: desk.setValue,
    removeItem: desk.removeItem,
    profileValue: (path) => {
      const [, party = '', member = ''] = /^(parties\.\w+)\.(\w+)$/.exec(path) ?? []
      const profile = profiles().find((each) => each.name === read().values.get(`${party}.profile`))
      const value = profile?.values[member]
      return typeof value === 'string' ? value : undefined
    },
    codeName: (path) => names().get(path),
  }
}

/** Names of codes that were taken as they stand: what the filings already say need not be asked again. */
function codeNames(desk: Desk): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  for (const filing of desk.filings()) {
    for (const { origin, valueName } of filing.groups.flatMap((group) => group.elements)) {
      if (origin.path !== undefined && valueName !== undefined && origin.kind !== 'derived') names.set(origin.path, valueName)
    }
  }
  return names
}
