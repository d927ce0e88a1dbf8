// The folder exchange with one customs: files go into OutBox, where the other side takes them into SentBox or FailBox, and
// its answers come into InBox. What was read moves on into ReadBox, which is ours. Folders and names: docs/formats.
import type { Channel } from '../../app/ports.ts'
import type { Customs } from '../../domain/access/index.ts'
import { exchangeFolders } from '../../domain/declaration/index.ts'
import { exchangeRootAt } from './exchange-root.ts'
import { InBox, type FolderLimits } from './in-box.ts'
import { putIntoOutBox } from './out-box.ts'

export interface FolderChannelOptions {
  /** The folder that holds `mainland/…`, `hongkong/…`, `macao/…`. */
  readonly root: string
  readonly customs: Customs
  readonly limits?: Partial<FolderLimits>
  /** What went wrong with one file or one look; it is tried again. */
  readonly onProblem?: (error: unknown) => void
}

export const defaultFolderLimits: FolderLimits = { pollMs: 1_000, settleMs: 100, tornMs: 2_000, atOnce: 32, retryMs: 100, longestRetryMs: 5_000 }

export function openFolderChannel({ root: path, customs, limits, onProblem = () => undefined }: FolderChannelOptions): Channel {
  const root = exchangeRootAt(path)
  let inBoxes: readonly InBox[] = []
  return {
    name: `folder-${customs}`,
    customs,
    send: (files) => putIntoOutBox(root, files),
    receive: (take) => {
      const shared = { root, customs, limits: { ...defaultFolderLimits, ...limits }, take, onProblem }
      inBoxes = exchangeFolders[customs].map((channel) => new InBox({ ...shared, channel }))
    },
    trouble: () => inBoxes.map(({ trouble }) => trouble).find((trouble) => trouble !== '') ?? '',
    close: async () => {
      await Promise.all(inBoxes.map((inBox) => inBox.close()))
    },
  }
}
