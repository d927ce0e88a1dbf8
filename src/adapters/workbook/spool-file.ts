// Texts on the disk, each behind its length; read by place through a window, since neighbours are asked for together. It is
// a working file: it is not synced, and what was being written when the machine stopped is cut off when it is opened.
import { open } from 'node:fs/promises'
import type { Spool } from '../../app/ports.ts'

const lengthBytes = 4
const windowBytes = 65_536
const bufferBytes = 65_536

export async function openSpoolFile(path: string, isNew: boolean): Promise<Spool> {
  const file = await open(path, isNew ? 'w+' : 'r+')
  let size = (await file.stat()).size
  let waiting: Buffer[] = []
  let waitingBytes = 0
  let [windowStart, window] = [0, Buffer.alloc(0)]

  const flush = async (): Promise<void> => {
    const [bytes, at] = [Buffer.concat(waiting), size - waitingBytes]
    waiting = []
    waitingBytes = 0
    if (bytes.length > 0) await file.write(bytes, 0, bytes.length, at)
  }
  const bytesAt = async (at: number, length: number): Promise<Buffer> => {
    if (at < windowStart || at + length > windowStart + window.length) {
      const fresh = Buffer.allocUnsafe(Math.max(length, windowBytes))
      const { bytesRead } = await file.read(fresh, 0, fresh.length, at)
      windowStart = at
      window = fresh.subarray(0, bytesRead)
    }
    return window.subarray(at - windowStart, at - windowStart + length)
  }
  const textAt = async (place: number): Promise<string | undefined> => {
    if (place + lengthBytes > size) return undefined
    const head = await bytesAt(place, lengthBytes)
    const length = head.readUInt32LE(0)
    if (place + lengthBytes + length > size) return undefined
    return (await bytesAt(place + lengthBytes, length)).toString('utf8')
  }
  return {
    append: async (text) => {
      const content = Buffer.from(text)
      const head = Buffer.allocUnsafe(lengthBytes)
      head.writeUInt32LE(content.length)
      const place = size
      waiting.push(head, content)
      waitingBytes += lengthBytes + content.length
      size += lengthBytes + content.length
      if (waitingBytes >= bufferBytes) {
        await flush()
        window = Buffer.alloc(0)
      }
      return place
    },
    read: async (place) => {
      if (waitingBytes > 0) {
        await flush()
        window = Buffer.alloc(0)
      }
      const text = await textAt(place)
      if (text === undefined) throw new Error(`nothing in ${path} at ${place}`)
      return text
    },
    end: () => size,
    entries: async function* (from = 0, to = Infinity) {
      await flush()
      window = Buffer.alloc(0)
      for (let place = from; place < to; ) {
        const text = await textAt(place)
        if (text === undefined) return
        yield { place, text }
        place += lengthBytes + Buffer.byteLength(text)
      }
    },
    close: async () => {
      await flush()
      await file.close()
    },
  }
}
