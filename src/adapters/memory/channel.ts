// A channel in memory, for tests: what was sent, a way to let answers come in, and a switch that takes it down.
import { ChannelDown, type Channel, type IncomingFile, type OutgoingFile } from '../../app/ports.ts'
import type { Customs } from '../../domain/access/index.ts'

export interface MemoryChannel extends Channel {
  /** In the order in which they were sent. */
  readonly sent: readonly OutgoingFile[]
  /** Closed with this reason, `ENOSPC`; undefined opens it. */
  readonly setDown: (reason: string | undefined) => void
  /** Gives the file to whoever receives; answers when they have, and fails as they do. Then the file stays. */
  readonly arrive: (file: Omit<IncomingFile, 'customs'>) => Promise<void>
  /** Names of the files that have come and were not taken. */
  readonly left: () => readonly string[]
  /** Gives what is left again; answers when each has been taken or has failed. */
  readonly again: () => Promise<void>
}

export function openMemoryChannel(customs: Customs): MemoryChannel {
  const sent = new Map<string, OutgoingFile>()
  const inBox = new Map<string, IncomingFile>()
  const underWay = new Set<Promise<void>>()
  let receiver: ((file: IncomingFile) => Promise<void>) | undefined
  let down: string | undefined
  const give = async (file: IncomingFile): Promise<void> => {
    if (receiver === undefined) return
    const taking = receiver(file)
    const ended = taking.catch(() => undefined)
    underWay.add(ended)
    try {
      await taking
      inBox.delete(`${file.folder}/${file.name}`)
    } finally {
      underWay.delete(ended)
    }
  }
  return {
    name: `memory-${customs}`,
    customs,
    get sent() {
      return [...sent.values()]
    },
    send: async (files) => {
      if (down !== undefined) throw new ChannelDown(down)
      for (const file of files) {
        const place = `${file.folder}/${file.name}`
        const before = sent.get(place)
        if (before !== undefined && !isSame(before.bytes, file.bytes)) throw new Error(`another file was sent as ${place}`)
        sent.set(place, before ?? file)
      }
    },
    receive: (take) => {
      receiver = take
    },
    trouble: () => down ?? '',
    close: async () => {
      receiver = undefined
      await Promise.all(underWay)
    },
    setDown: (reason) => {
      down = reason
    },
    arrive: async (arrived) => {
      const file = { ...arrived, customs }
      inBox.set(`${file.folder}/${file.name}`, file)
      await give(file)
    },
    left: () => [...inBox.values()].map(({ name }) => name),
    again: async () => {
      await Promise.allSettled([...inBox.values()].map(give))
    },
  }
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at])
}
