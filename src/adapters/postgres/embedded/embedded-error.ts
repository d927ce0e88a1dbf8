// The database server that comes with the package cannot be started. The message says why, `remedy` what would work.

export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError'
  readonly code = 'embedded_postgres_unavailable'
  readonly remedy: string

  constructor(why: string, remedy: string) {
    super(`${why} ${remedy}`)
    this.remedy = remedy
  }
}

export const useOwnServer = 'Or set DATABASE_URL to a PostgreSQL server of your own.'
