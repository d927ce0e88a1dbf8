// The channel suite over every channel there is.
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { afterEach, beforeEach, describe } from 'vitest'
import { openFolderChannel } from '../../src/adapters/folder/folder-channel.ts'
import { openMemoryChannel } from '../../src/adapters/memory/channel.ts'
import { encodeUtf8 } from '../../src/base/text-codec.ts'
import { channelContract, type ChannelHarness } from './channel-contract.ts'

describe('memory', () => {
  let harness: ChannelHarness
  beforeEach(() => {
    const channel = openMemoryChannel('hongkong')
    const taken = new Set<string>()
    harness = {
      channel,
      offered: async () => Object.fromEntries(channel.sent.filter((file) => !taken.has(file.name)).map((file) => [file.name, new TextDecoder().decode(file.bytes)])),
      taken: async (name) => void taken.add(name),
      arrive: (name, text) => channel.arrive({ folder: 'hongkong', name, bytes: encodeUtf8(text) }),
      left: async () => channel.left(),
      nudge: () => channel.again(),
      cut: async () => channel.setDown('EIO'),
      mend: async () => channel.setDown(undefined),
    }
  })
  afterEach(() => harness.channel.close())
  channelContract(() => harness)
})

describe('folder', () => {
  let root = ''
  let harness: ChannelHarness
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'lingding-channel-'))
    const box = (name: string): string => join(root, 'hongkong', name)
    const names = async (folder: string): Promise<readonly string[]> => readdir(folder).catch(() => [])
    harness = {
      channel: openFolderChannel({ root, customs: 'hongkong', limits: { pollMs: 50, settleMs: 10, tornMs: 30, retryMs: 10 } }),
      offered: async () => Object.fromEntries(await Promise.all((await names(box('OutBox'))).map(async (name) => [name, await readFile(join(box('OutBox'), name), 'utf8')]))),
      taken: (name) => rename(join(box('OutBox'), name), join(box('SentBox'), name)),
      arrive: async (name, text) => {
        await mkdir(box('InBox'), { recursive: true })
        await writeFile(join(box('InBox'), `${name}.tmp`), text)
        await rename(join(box('InBox'), `${name}.tmp`), join(box('InBox'), name))
      },
      left: () => names(box('InBox')),
      nudge: () => after(20),
      cut: async () => {
        await rm(box('.'), { recursive: true, force: true })
        await writeFile(join(root, 'hongkong'), 'a file stands where the folder should be')
      },
      mend: () => rm(join(root, 'hongkong')),
    }
  })
  afterEach(async () => {
    await harness.channel.close()
    await rm(root, { recursive: true, force: true })
  })
  channelContract(() => harness)
})
