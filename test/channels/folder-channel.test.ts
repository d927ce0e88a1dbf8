// The folder exchange on real folders.
import { appendFile, mkdir, mkdtemp, open, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openFolderChannel } from '../../src/adapters/folder/folder-channel.ts'
import { beginningBytes, looksWhole } from '../../src/adapters/folder/incoming-file.ts'
import { ChannelDown, type Channel, type IncomingFile } from '../../src/app/ports.ts'
import { encodeUtf8 } from '../../src/base/text-codec.ts'

let root = ''
let channel: Channel
const problems: unknown[] = []
const quick = { pollMs: 20, settleMs: 20, tornMs: 40, retryMs: 20, atOnce: 4 }

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'lingding-folder-'))
  problems.length = 0
  channel = openFolderChannel({ root, customs: 'hongkong', limits: quick, onProblem: (error) => problems.push(error) })
})
afterEach(async () => {
  await channel.close()
  await rm(root, { recursive: true, force: true })
})

const outgoing = (name: string, text: string) => ({ customs: 'hongkong' as const, folder: 'hongkong/OutBox', name, bytes: encodeUtf8(text) })

describe('sending', () => {
  test('a file is there whole under its name, and nothing else is', async () => {
    await channel.send([outgoing('a.json', 'one'), outgoing('b.json', 'two')])
    expect((await readdir(join(root, 'hongkong/OutBox'))).toSorted()).toEqual(['a.json', 'b.json'])
    expect(await readFile(join(root, 'hongkong/OutBox/a.json'), 'utf8')).toBe('one')
  })

  test.each(['OutBox', 'SentBox', 'FailBox'])('a file that is in %s already is not written again, and another one by its name is refused', async (box) => {
    await mkdir(join(root, 'hongkong', box), { recursive: true })
    await writeFile(join(root, 'hongkong', box, 'a.json'), 'before')
    await channel.send([outgoing('a.json', 'before')])
    await expect(channel.send([outgoing('a.json', 'again')])).rejects.toThrow(`${box} has another file`)
    const found = await Promise.all(['OutBox', 'SentBox', 'FailBox'].map((each) => readdir(join(root, 'hongkong', each)).catch(() => [])))
    expect(found.flat()).toEqual(['a.json'])
    expect(await readFile(join(root, 'hongkong', box, 'a.json'), 'utf8')).toBe('before')
  })

  test('a folder that cannot be written is a channel that is down, with the reason', async () => {
    await writeFile(join(root, 'hongkong'), 'a file where a folder should be')
    await expect(channel.send([outgoing('a.json', 'x')])).rejects.toThrow(ChannelDown)
  })
})

describe('receiving', () => {
  /** Resolves with the files taken once there are so many. */
  function received(count: number, take: (file: IncomingFile) => void = () => undefined): Promise<readonly IncomingFile[]> {
    return new Promise((resolve) => {
      const files: IncomingFile[] = []
      channel.receive(async (file) => {
        take(file)
        files.push(file)
        if (files.length === count) resolve(files)
      })
    })
  }
  /** Begins anew with other limits. */
  async function taking(limits: object): Promise<{ readonly first: Promise<IncomingFile>; readonly count: () => number }> {
    await channel.close()
    channel = openFolderChannel({ root, customs: 'hongkong', limits: { ...quick, ...limits } })
    let count = 0
    const first = new Promise<IncomingFile>((resolve) => {
      channel.receive(async (file) => {
        count += 1
        resolve(file)
      })
    })
    return { first, count: () => count }
  }
  const inBox = () => join(root, 'hongkong/InBox')
  const put = async (name: string, content: string | Uint8Array): Promise<void> => {
    await mkdir(inBox(), { recursive: true })
    await writeFile(join(inBox(), `${name}.tmp`), content)
    await rename(join(inBox(), `${name}.tmp`), join(inBox(), name))
  }

  test('what was taken moves into ReadBox, doubles beside each other', async () => {
    await put('a.json', 'one')
    const first = received(2)
    await put('b.json', 'two')
    expect((await first).map((file) => file.name).toSorted()).toEqual(['a.json', 'b.json'])
    await put('a.json', 'one')
    await expect.poll(() => readdir(join(root, 'hongkong/ReadBox'))).toHaveLength(3)
    expect(await readdir(inBox())).toEqual([])
  })

  test('what is still being written under .tmp is left alone', async () => {
    await mkdir(inBox(), { recursive: true })
    await writeFile(join(inBox(), 'half.xml.TMP'), '<DEC')
    const taken = received(1)
    await put('whole.xml', '<x/>')
    expect((await taken).map((file) => file.name)).toEqual(['whole.xml'])
    await expect.poll(() => readdir(inBox())).toEqual(['half.xml.TMP'])
  })

  test('a file that cannot be worked on comes again, and holds up no other', async () => {
    let tries = 0
    const taken = received(2, (file) => {
      if (file.name === 'poison.xml' && (tries += 1) < 3) throw new Error('not yet')
    })
    await put('poison.xml', 'x')
    await put('good.xml', 'y')
    expect((await taken).map((file) => file.name)).toEqual(['good.xml', 'poison.xml'])
    expect([tries, problems.length]).toEqual([3, 2])
  })

  test('of a file that is too long only the beginning is read, and its size is told', async () => {
    const taken = received(1)
    await put('huge.xml', new Uint8Array(3_000_000))
    const [file] = await taken
    expect([file?.bytes.length, file?.wholeSize]).toEqual([beginningBytes, 3_000_000])
    await expect.poll(() => readdir(inBox())).toEqual([])
  })

  test('a file that is written slowly is taken when it is whole', async () => {
    const file = await taking({ tornMs: 2_000 })
    await mkdir(inBox(), { recursive: true })
    const writing = await open(join(inBox(), 'slow.xml'), 'w')
    for (const part of ['<a>', 'one', ' two', '</a>']) {
      await writing.write(part)
      await after(60)
    }
    await writing.close()
    expect(new TextDecoder().decode((await file.first).bytes)).toBe('<a>one two</a>')
    expect(file.count()).toBe(1)
  })

  test('a file that stays torn is taken as it is', async () => {
    const file = await taking({ tornMs: 100 })
    await mkdir(inBox(), { recursive: true })
    await writeFile(join(inBox(), 'torn.xml'), '<a>one t')
    expect(new TextDecoder().decode((await file.first).bytes)).toBe('<a>one t')
  })

  test('what is written on while it is worked on comes again whole', async () => {
    const texts: string[] = []
    channel.receive(async ({ bytes }) => {
      texts.push(new TextDecoder().decode(bytes))
      if (texts.length === 1) await appendFile(join(inBox(), 'a.xml'), '<b/>')
    })
    await put('a.xml', '<a/>')
    await expect.poll(() => texts).toEqual(['<a/>', '<a/><b/>'])
    await expect.poll(() => readdir(join(root, 'hongkong/ReadBox'))).toEqual(['a.xml'])
  })

  test('folders, links and pipes in the InBox are left alone', async () => {
    await mkdir(join(inBox(), 'folder.xml'), { recursive: true })
    await symlink('/etc/hostname', join(inBox(), 'link.xml'))
    const taken = received(1)
    await put('a.xml', '<a/>')
    expect((await taken).map((file) => file.name)).toEqual(['a.xml'])
    await expect.poll(() => readdir(inBox())).toEqual(['folder.xml', 'link.xml'])
    expect(problems).toEqual([])
  })

  test('an InBox that is removed is made again, and what comes then is taken', async () => {
    const taken = received(2)
    await put('a.xml', '<a/>')
    await expect.poll(() => readdir(join(root, 'hongkong/ReadBox')).catch(() => [])).toEqual(['a.xml'])
    await rm(join(root, 'hongkong'), { recursive: true, force: true, maxRetries: 10 })
    await expect.poll(() => readdir(inBox()).catch(() => ['gone'])).toEqual([])
    await put('b.xml', '<b/>')
    expect((await taken).map((file) => file.name)).toEqual(['a.xml', 'b.xml'])
  })

  test('a root that is gone is not made anew: the channel says so until it is back', async () => {
    await channel.send([outgoing('a.json', '{}')])
    received(1)
    await rename(root, `${root}-away`)
    await expect(channel.send([outgoing('b.json', '{}')])).rejects.toThrow('ENOENT')
    await expect.poll(() => channel.trouble()).toBe('ENOENT')
    expect(await readdir(root).catch(() => 'not there')).toBe('not there')
    await rename(`${root}-away`, root)
    await channel.send([outgoing('b.json', '{}')])
    expect((await readdir(join(root, 'hongkong/OutBox'))).toSorted()).toEqual(['a.json', 'b.json'])
    await expect.poll(() => channel.trouble()).toBe('')
  })

  test('an answer that cannot be moved away is taken once all the same', async () => {
    let count = 0
    await mkdir(join(root, 'hongkong'), { recursive: true })
    await writeFile(join(root, 'hongkong/ReadBox'), 'a file where a folder should be')
    channel.receive(async () => void (count += 1))
    await put('a.xml', '<a/>')
    await expect.poll(() => channel.trouble()).toBe('ENOTDIR')
    await expect.poll(() => problems.length).toBeGreaterThan(2)
    await rm(join(root, 'hongkong/ReadBox'))
    await expect.poll(() => readdir(inBox())).toEqual([])
    expect([count, channel.trouble()]).toEqual([1, ''])
  })

  test('not more than so many are worked on at one time', async () => {
    let [now, most, done] = [0, 0, 0]
    for (let at = 0; at < 40; at += 1) await put(`${at}.xml`, '<a/>')
    channel.receive(async () => {
      now += 1
      most = Math.max(most, now)
      await after(5)
      now -= 1
      done += 1
    })
    await expect.poll(() => done, { timeout: 5_000 }).toBe(40)
    expect(most).toBe(4)
  })
})

describe('what ends whole', () => {
  test.each([
    ['<a/>', true],
    ['{"a":1}\n', true],
    [' \r\n\t', false],
    ['', false],
    ['<a>text', false],
    ['<?xml version="1.0"?>\n<!-- <b> -->\n<a x="1">\n<c/>', false],
    ['<?xml version="1.0"?>\n<!-- <b> -->\n<a x="1">\n<c/></a>\n', true],
  ])('%j: %s', (text, isWhole) => expect(looksWhole(encodeUtf8(text))).toBe(isWhole))

  test('in two bytes to a character', () => {
    expect(looksWhole(new Uint8Array(Buffer.from('<a/>\n', 'utf16le')))).toBe(true)
    expect(looksWhole(new Uint8Array(Buffer.from('<a>b', 'utf16le')))).toBe(false)
  })
})
