// What a browser does while somebody signs in: keeps cookies by path, follows redirects within one site, says where its
// requests come from.
import type { Hono } from 'hono'

export interface TestBrowser {
  readonly cookies: ReadonlyMap<string, string>
  readonly go: (path: string, options?: RequestInit) => Promise<Response>
  /** Goes on wherever it is sent; the last answer, and every address on the way. */
  readonly follow: (path: string) => Promise<{ readonly response: Response; readonly way: readonly string[] }>
}

const maxRedirects = 5

export function testBrowser(app: Hono, origin = 'http://lingding.test'): TestBrowser {
  const cookies = new Map<string, string>()
  const go: TestBrowser['go'] = async (path, options = {}) => {
    const headers = new Headers(options.headers)
    if (cookies.size > 0 && !headers.has('Cookie')) headers.set('Cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '))
    if (!headers.has('Sec-Fetch-Site')) headers.set('Sec-Fetch-Site', 'same-origin')
    const response = await app.request(new URL(path, origin).href, { ...options, headers })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (/Max-Age=0/.test(line)) cookies.delete(name)
      else cookies.set(name, value)
    }
    return response
  }
  return {
    cookies,
    go,
    follow: async (path) => {
      const way = [path]
      let response = await go(path, { headers: { Accept: 'text/html' } })
      while (response.status === 302 && way.length <= maxRedirects) {
        const next = response.headers.get('Location') ?? ''
        way.push(next)
        // The desk's own page is the end of the way.
        if (next.startsWith('/#') || next === '/') break
        response = await go(next, { headers: { Accept: 'text/html' } })
      }
      return { response, way }
    },
  }
}
