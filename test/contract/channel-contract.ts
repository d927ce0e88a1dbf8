// What every channel keeps, whatever it is made of.
import { describe, expect, test } from 'vitest'
import { ChannelDown, type Channel, type IncomingFile } from '../../src/app/ports.ts'
import { encodeUtf8 } from '../../src/base/text-codec.ts'

/** One channel with Hong Kong, and the other side's hands. */
export interface ChannelHarness {
  readonly channel: Channel
  /** What lies ready for the other side, name and text. */
  readonly offered: () => Promise<Readonly<Record<string, string>>>
  /** The other side takes a file. */
  readonly taken: (name: string) => Promise<void>
  readonly arrive: (name: string, text: string) => Promise<void>
  /** Names of what has come and was not taken in. */
  readonly left: () => Promise<readonly string[]>
  /** Lets a moment pass in which files come again. */
  readonly nudge: () => Promise<void>
  readonly cut: () => Promise<void>
  readonly mend: () => Promise<void>
}

const outgoing = (name: string, text: string) => ({ customs: 'hongkong', folder: 'hongkong/OutBox', name, bytes: encodeUtf8(text) }) as const

export function channelContract(harness: () => ChannelHarness): void {
  const gather = (take: (file: IncomingFile) => Promise<void> | void = () => undefined): IncomingFile[] => {
    const files: IncomingFile[] = []
    harness().channel.receive(async (file) => {
      await take(file)
      files.push(file)
    })
    return files
  }
  const untilTaken = async (files: readonly IncomingFile[], count: number): Promise<void> => {
    await expect.poll(async () => (await harness().nudge(), files.length), { timeout: 5_000 }).toBe(count)
    await expect.poll(async () => (await harness().left()).length, { timeout: 5_000 }).toBe(0)
  }

  describe('sending', () => {
    test('the bytes are there under their names', async () => {
      await harness().channel.send([outgoing('a.json', '{"a":1}'), outgoing('b.json', '{"b":2}')])
      expect(await harness().offered()).toEqual({ 'a.json': '{"a":1}', 'b.json': '{"b":2}' })
    })

    test('the same files again change nothing', async () => {
      await harness().channel.send([outgoing('a.json', 'first')])
      await harness().channel.send([outgoing('a.json', 'first'), outgoing('b.json', 'new')])
      expect(await harness().offered()).toEqual({ 'a.json': 'first', 'b.json': 'new' })
    })

    test('another file under a name that was used fails, and what is there stays', async () => {
      await harness().channel.send([outgoing('a.json', 'first')])
      await expect(harness().channel.send([outgoing('a.json', 'second')])).rejects.toThrow('another file')
      await expect(harness().channel.send([outgoing('a.json', 'second')])).rejects.not.toThrow(ChannelDown)
      expect(await harness().offered()).toEqual({ 'a.json': 'first' })
    })

    test('what the other side has taken is not offered again', async () => {
      await harness().channel.send([outgoing('a.json', 'first'), outgoing('b.json', 'other')])
      await harness().taken('a.json')
      await harness().channel.send([outgoing('a.json', 'first'), outgoing('b.json', 'other')])
      expect(await harness().offered()).toEqual({ 'b.json': 'other' })
    })

    test('nothing to send is sent', () => expect(harness().channel.send([])).resolves.toBeUndefined())

    test('while it is cut off it says so and why, and afterwards the same is sent once', async () => {
      await harness().cut()
      await expect(harness().channel.send([outgoing('a.json', 'x')])).rejects.toThrow(ChannelDown)
      await expect(harness().channel.send([outgoing('a.json', 'x')])).rejects.toThrow(/^E[A-Z]+$/)
      await harness().mend()
      await harness().channel.send([outgoing('a.json', 'x')])
      expect(await harness().offered()).toEqual({ 'a.json': 'x' })
    })
  })

  describe('receiving', () => {
    test('each file comes with its bytes and whence it is, and is gone afterwards', async () => {
      const files = gather()
      await harness().arrive('a.json', '{"a":"é伶"}')
      await harness().arrive('b.json', '{}')
      await untilTaken(files, 2)
      expect(files.map((file) => [file.customs, file.folder, file.name, new TextDecoder().decode(file.bytes)]).toSorted()).toEqual([
        ['hongkong', 'hongkong', 'a.json', '{"a":"é伶"}'],
        ['hongkong', 'hongkong', 'b.json', '{}'],
      ])
    })

    test('a file that was not taken comes again, and the others do not wait for it', async () => {
      let refusals = 0
      const files = gather(({ name }) => {
        if (name === 'poison.json' && (refusals += 1) <= 3) throw new Error('not now')
      })
      await harness().arrive('poison.json', '{}').catch(() => undefined)
      await harness().arrive('good.json', '{}')
      await untilTaken(files, 2)
      expect([files.map((file) => file.name), refusals]).toEqual([['good.json', 'poison.json'], 4])
    })

    test('one that is never answered holds up no other, and stays', async () => {
      const release: (() => void)[] = []
      const files = gather(({ name }) => (name === 'hangs.json' ? new Promise<void>((resolve) => void release.push(resolve)) : undefined))
      const hanging = harness().arrive('hangs.json', '{}')
      await expect.poll(() => release.length, { timeout: 5_000 }).toBe(1)
      await harness().arrive('good.json', '{}')
      await expect.poll(() => files.map((file) => file.name), { timeout: 5_000 }).toEqual(['good.json'])
      expect(await harness().left()).toContain('hangs.json')
      for (const each of release) each()
      await hanging
      await untilTaken(files, 2)
    })

    test('closing waits for what is under way, and nothing more is begun', async () => {
      const release: (() => void)[] = []
      const files = gather(() => new Promise<void>((resolve) => void release.push(resolve)))
      const first = harness().arrive('a.json', '{}')
      await expect.poll(() => release.length, { timeout: 5_000 }).toBe(1)
      let isClosed = false
      const closing = harness().channel.close().then(() => {
        isClosed = true
      })
      await harness().arrive('b.json', '{}')
      await harness().nudge()
      expect(isClosed).toBe(false)
      for (const each of release) each()
      await Promise.all([first, closing])
      expect(files.map((file) => file.name)).toEqual(['a.json'])
      expect(await harness().left()).toEqual(['b.json'])
    })

    test('it has no trouble while all is well', () => expect(harness().channel.trouble()).toBe(''))
  })
}
