// What this browser keeps: three small stores of IndexedDB. A browser may forbid it or be full; then a call fails and the
// caller says so, the desk works on.
const databaseName = 'lingding'
const databaseVersion = 1

/** Their keys: a draft by its id, an act by its idempotency key, a remembered answer by its name. */
const stores = { drafts: 'id', acts: 'key', answers: 'name' } as const
export type StoreName = keyof typeof stores

let opened: Promise<IDBDatabase> | undefined

export async function readOne<Value>(store: StoreName, key: string): Promise<Value | undefined> {
  return within(store, 'readonly', (objects) => objects.get(key) as IDBRequest<Value | undefined>)
}

export async function readAll<Value>(store: StoreName): Promise<readonly Value[]> {
  return within(store, 'readonly', (objects) => objects.getAll() as IDBRequest<Value[]>)
}

/** Answers when it is on the disk. */
export async function write(store: StoreName, value: object): Promise<void> {
  await within(store, 'readwrite', (objects) => objects.put(value))
}

export async function remove(store: StoreName, key: string): Promise<void> {
  await within(store, 'readwrite', (objects) => objects.delete(key))
}

async function within<Value>(store: StoreName, mode: IDBTransactionMode, act: (objects: IDBObjectStore) => IDBRequest<Value>): Promise<Value> {
  opened ??= open()
  let database: IDBDatabase
  try {
    database = await opened
  } catch (error) {
    opened = undefined
    throw error
  }
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(store, mode, { durability: 'strict' })
    const request = act(transaction.objectStore(store))
    transaction.addEventListener('complete', () => resolve(request.result))
    transaction.addEventListener('abort', () => reject(transaction.error ?? new Error(`the browser did not keep it in ${store}`)))
  })
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(databaseName, databaseVersion)
    request.addEventListener('upgradeneeded', () => {
      for (const [name, keyPath] of Object.entries(stores)) request.result.createObjectStore(name, { keyPath })
    })
    request.addEventListener('success', () => {
      // Another tab with a newer desk may change the stores: let it, and open again at the next use.
      request.result.addEventListener('versionchange', () => {
        request.result.close()
        opened = undefined
      })
      resolve(request.result)
    })
    request.addEventListener('error', () => reject(request.error ?? new Error('the browser keeps nothing')))
  })
}
