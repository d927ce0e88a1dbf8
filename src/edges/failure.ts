// What an edge may say went wrong outside the domain: the caller's words, or the world.

/** The command line or a file given with it was wrong; the message says how, and what would be right. */
export class WrongUsage extends Error {
  override readonly name = 'WrongUsage'
}

/** The world outside failed: a file, a port, a server. */
export class EnvironmentFailed extends Error {
  override readonly name = 'EnvironmentFailed'
}
