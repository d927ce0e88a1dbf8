// A step that does not end in its time fails. What it does may still happen: whoever tries again does so under the same key.

export class NotInTime extends Error {
  override readonly name = 'NotInTime'
  readonly code = 'not_in_time'
}

export function withinMs(ms: number): <T>(step: Promise<T>) => Promise<T> {
  return async (step) => {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new NotInTime(`not done within ${ms} ms`)), ms)
    })
    try {
      return await Promise.race([step, late])
    } finally {
      clearTimeout(timer)
    }
  }
}
