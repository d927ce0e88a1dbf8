// Hong Kong business registration number, 8 digits. The check formula comes from public checker code, not from the
// Inland Revenue Department: a mismatch is a warning, never a refusal.

const weights = [8, 1, 2, 3, 6, 7, 8]

/** The last digit that the formula expects; undefined unless the text is 8 digits. */
export function hkBrnCheckDigit(number: string): string | undefined {
  if (!/^\d{8}$/.test(number)) return undefined
  const total = weights.reduce((sum, weight, index) => sum + weight * Number(number.charAt(index)), 0)
  return String(total % 10)
}

export function isHkBrn(text: string): boolean {
  return hkBrnCheckDigit(text) === text.charAt(7)
}
