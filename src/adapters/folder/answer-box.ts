// Puts an answer of an administration that works on this platform into the InBox of its channel, as any customs would. A
// name that is there, or was read already, is left as it is.
import { mkdir, open, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { AnswerFile } from '../../domain/declaration/index.ts'

export function openAnswerBox(root: string): { readonly put: (file: AnswerFile) => Promise<void> } {
  return {
    put: async ({ folder, name, bytes }) => {
      const inBox = join(root, folder)
      await mkdir(inBox, { recursive: true })
      for (const box of [inBox, inBox.replace(/InBox$/, 'ReadBox')]) if (await isThere(join(box, name))) return
      const path = join(inBox, name)
      const file = await open(`${path}.tmp`, 'w')
      try {
        await file.writeFile(bytes)
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(`${path}.tmp`, path)
    },
  }
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false
      throw error
    },
  )
}
