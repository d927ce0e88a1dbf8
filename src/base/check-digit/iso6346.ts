// Freight container number (ISO 6346): owner code of three letters, equipment category U, J or Z, six digits, check digit.
// Letter values skip the multiples of 11; as in python-stdnum, stdnum/iso6346.py.

const pattern = /^[A-Z]{3}[UJZ]\d{6}\d$/
const letterValues: ReadonlyMap<string, number> = new Map(
  [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].map((letter, index) => [letter, 10 + index + Math.floor((index + 9) / 10)]),
)

/** The check digit for owner, category and serial (10 characters); undefined when the shape is not one of ISO 6346. */
export function iso6346CheckDigit(first10: string): string | undefined {
  if (!pattern.test(`${first10}0`)) return undefined
  let total = 0
  for (let index = 0; index < 10; index += 1) {
    const character = first10.charAt(index)
    total += (letterValues.get(character) ?? Number(character)) * 2 ** index
  }
  return String((total % 11) % 10)
}

export function isIso6346(text: string): boolean {
  return text.length === 11 && iso6346CheckDigit(text.slice(0, 10)) === text.charAt(10)
}
