// The root of the exchange and the boxes of one channel under it: `mainland/Deccus001` holds OutBox, SentBox, FailBox, InBox.
// Boxes that are missing are made again; a root that was there and is gone is a share that is not mounted, and making it
// anew would hide the files from the other side.
import { access, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { exchangeBoxes, type ExchangeBox } from '../../domain/declaration/index.ts'

export const temporaryEnding = '.tmp'
/** Ours: answers that were read, beside the four boxes of the import client. */
export const readBox = 'ReadBox'

export interface ExchangeRoot {
  readonly box: (channel: string, box: ExchangeBox | typeof readBox) => string
  readonly makeBoxes: (channel: string) => Promise<void>
}

export function exchangeRootAt(root: string): ExchangeRoot {
  let wasThere = false
  return {
    box: (channel, box) => join(root, channel, box),
    makeBoxes: async (channel) => {
      if (wasThere) await access(root)
      for (const box of exchangeBoxes) await mkdir(join(root, channel, box), { recursive: true })
      wasThere = true
    },
  }
}

/** `ENOSPC`: the system's own word for what went wrong; undefined for an error that is not the system's. */
export function errorCodeOf(error: unknown): string | undefined {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined
  return typeof code === 'string' && /^E[A-Z0-9]+$/.test(code) ? code : undefined
}
