// Keys and actors of what the platform itself appends.

/** In streams where the platform itself writes. */
export const platformActor = 'platform'

/** A key that no header can carry, so that nobody can use it up before the platform does. */
export function platformKey(key: string): string {
  return `platform\n${key}`
}
