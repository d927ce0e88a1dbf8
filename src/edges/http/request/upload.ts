// A file that is sent in, as it comes: never held, and cut off behind the bound of its route.
export class UploadTooLarge extends Error {
  override readonly name = 'UploadTooLarge'
  readonly maxBytes: number
  constructor(maxBytes: number) {
    super(`longer than ${maxBytes} bytes`)
    this.maxBytes = maxBytes
  }
}

/** Throws UploadTooLarge, at once where the length is said. */
export async function* bounded(body: ReadableStream<Uint8Array> | null, contentLength: string | undefined, maxBytes: number): AsyncGenerator<Uint8Array, void> {
  if (Number(contentLength ?? 0) > maxBytes) throw new UploadTooLarge(maxBytes)
  if (body === null) return
  let bytes = 0
  for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
    bytes += chunk.length
    if (bytes > maxBytes) throw new UploadTooLarge(maxBytes)
    yield chunk
  }
}

export async function* nothing(): AsyncGenerator<Uint8Array, void> {
  yield* []
}
