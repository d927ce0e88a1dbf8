// Keeps the desk's own files in the browser, so that it opens without a network. It keeps no answer of the API: those are
// remembered, where they may be, by the desk itself. A new version waits until every tab of the old one is closed.

/** Names of the desk's files, put in by the build: those of every page, the large ones for the desk without a network. */
declare const shellFiles: readonly string[]
declare const largeFiles: readonly string[]
/** A name for this very set of files. */
declare const shellVersion: string

/** What is used of the worker's own scope; the types of pages have another. */
interface WorkerScope {
  readonly addEventListener: (kind: 'install' | 'activate' | 'fetch' | 'message', listener: (event: WorkerEvent) => void) => void
  readonly clients: { readonly claim: () => Promise<void> }
}

interface WorkerEvent {
  readonly request: Request
  readonly waitUntil: (done: Promise<unknown>) => void
  readonly respondWith: (response: Promise<Response>) => void
}

const prefix = 'lingding-'
const cacheName = prefix + shellVersion
const scope = self as unknown as WorkerScope

scope.addEventListener('install', (event) => {
  event.waitUntil(caches.open(cacheName).then((cache) => cache.addAll(['./', ...shellFiles])))
})

scope.addEventListener('activate', (event) => {
  event.waitUntil(dropOldCaches().then(() => scope.clients.claim()))
})

// Somebody is on the desk: have ready what the check needs without a network.
scope.addEventListener('message', (event) => {
  event.waitUntil(caches.open(cacheName).then((cache) => cache.addAll([...largeFiles])))
})

scope.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  const isOurs = request.method === 'GET' && origin === location.origin && !/^\/(api|identity)\//.test(pathname)
  if (!isOurs) return
  event.respondWith(request.mode === 'navigate' ? page(request) : file(request))
})

async function dropOldCaches(): Promise<void> {
  const names = await caches.keys()
  await Promise.all(names.filter((name) => name.startsWith(prefix) && name !== cacheName).map((name) => caches.delete(name)))
}

/** The newest page that the network has, else the kept one. */
async function page(request: Request): Promise<Response> {
  try {
    const response = await fetch(request)
    if (response.ok) return response
  } catch {
    // The kept one.
  }
  return (await caches.match('./')) ?? Response.error()
}

/** A file's name changes with its content, so a kept one is the right one. */
async function file(request: Request): Promise<Response> {
  return (await caches.match(request)) ?? fetch(request)
}
