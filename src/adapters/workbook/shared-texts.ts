// The texts that cells share (sharedStrings.xml), in one block of bytes: a workbook of 100,000 rows may have a million.
import { Unreadable, workbookLimits as limits } from './limits.ts'
import { readXml, unescaped } from './xml-events.ts'

export interface SharedTexts {
  readonly at: (index: number) => string | undefined
}

export const noSharedTexts: SharedTexts = { at: () => undefined }

export async function readSharedTexts(bytes: AsyncIterable<Uint8Array>, part: string): Promise<SharedTexts> {
  const blocks: Buffer[] = []
  let latest: Buffer[] = []
  let [starts, count, length] = [new Uint32Array(1024), 0, 0]
  let [text, isText, isPhonetic] = ['', false, false]
  const keep = (): void => {
    const block = Buffer.from(unescaped(text).slice(0, limits.cellCharacters))
    if (count + 2 > starts.length) {
      const longer = new Uint32Array(starts.length * 2)
      longer.set(starts)
      starts = longer
    }
    latest.push(block)
    length += block.length
    count += 1
    starts[count] = length
    if (count > limits.sharedTexts || length > limits.sharedBytes) throw new Unreadable('workbook_too_much_text', { max: limits.sharedBytes })
    if (latest.length >= 4096) {
      blocks.push(Buffer.concat(latest))
      latest = []
    }
    text = ''
  }
  await readXml(bytes, part, {
    open: (name) => {
      if (name === 't') isText = true
      if (name === 'rPh') isPhonetic = true
    },
    text: (found) => {
      if (isText && !isPhonetic && text.length <= limits.cellCharacters) text += found
    },
    close: (name) => {
      if (name === 't') isText = false
      if (name === 'rPh') isPhonetic = false
      if (name === 'si') keep()
    },
  })
  const all = Buffer.concat([...blocks, ...latest])
  return { at: (index) => (index >= 0 && index < count ? all.toString('utf8', starts[index], starts[index + 1]) : undefined) }
}
