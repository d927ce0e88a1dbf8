// PostgreSQL refuses to run as root. Started as root, the server runs as another user of the machine: the owner of an
// existing data folder, else `postgres`, else `nobody`. Everything that user must read has to be reachable for it.
import { readFileSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

export interface ServerUser {
  readonly uid: number
  readonly gid: number
}

const overflowUser: ServerUser = { uid: 65534, gid: 65534 }

/** The user to run the server as; undefined when this process is not root and so runs it as itself. */
export function serverUser(dataFolder: string): ServerUser | undefined {
  if (process.getuid?.() !== 0) return undefined
  const owner = statSync(dataFolder, { throwIfNoEntry: false })
  if (owner !== undefined && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  const accounts = readAccounts()
  return accounts.get('postgres') ?? accounts.get('nobody') ?? overflowUser
}

/** True when the user may walk through every folder above the path; without a user, this process is meant. */
export function mayReach(path: string, user: ServerUser | undefined): boolean {
  if (user === undefined) return true
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if (!hasPermission(folder, user, 1)) return false
    if (folder === dirname(folder)) return true
  }
}

/** True when the user has the permission bits on the path itself: 4 read, 2 write, 1 execute or walk through. */
export function hasPermission(path: string, user: ServerUser, bits: number): boolean {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (stat === undefined) return false
  const shift = stat.uid === user.uid ? 6 : stat.gid === user.gid ? 3 : 0
  return ((stat.mode >> shift) & bits) === bits
}

function readAccounts(): ReadonlyMap<string, ServerUser> {
  const accounts = new Map<string, ServerUser>()
  try {
    for (const line of readFileSync('/etc/passwd', 'utf8').split('\n')) {
      const [name, , uid, gid] = line.split(':')
      if (name !== undefined && Number(uid) > 0) accounts.set(name, { uid: Number(uid), gid: Number(gid) })
    }
  } catch {
    // A machine without /etc/passwd still has the overflow user.
  }
  return accounts
}
