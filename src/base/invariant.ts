// A broken invariant is a bug in Lingding, never a fault of the input.

export class InvariantBroken extends Error {
  override readonly name = 'InvariantBroken'
}

/** Throws InvariantBroken unless `holds`; the message says what should have been true. */
export function invariant(holds: boolean, shouldBeTrue: string): asserts holds {
  if (!holds) throw new InvariantBroken(shouldBeTrue)
}
