// Goods codes of the Harmonised System. The first six digits are the same in every customs (HS Convention, art. 3.1);
// what follows is national: mainland 10 digits, Hong Kong 8. Whether a code exists in a tariff is not known here.

const written = /^\d{6}(?:\d{2}){0,2}$/

/** The six digits that every customs shares; undefined when the text is no goods code. Dots and spaces may part it. */
export function subheadingOf(code: string): string | undefined {
  const digits = code.replaceAll(/[.\s]/g, '')
  return written.test(digits) ? digits.slice(0, 6) : undefined
}

/** True when two national codes may stand for the same goods: the only concordance between tariffs that always holds. */
export function sharesSubheading(a: string, b: string): boolean {
  const subheading = subheadingOf(a)
  return subheading !== undefined && subheading === subheadingOf(b)
}
