// Unified social credit code of a mainland organisation (GB 32100-2015): 18 characters, the last one a check digit
// modulo 31. Alphabet and weights as in python-stdnum, stdnum/cn/uscc.py.

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

/** The check character for the first 17 characters; undefined when one of them is not of the alphabet. */
export function usccCheckCharacter(first17: string): string | undefined {
  if (first17.length !== 17) return undefined
  let total = 0
  for (const [index, weight] of weights.entries()) {
    const value = alphabet.indexOf(first17.charAt(index))
    if (value < 0) return undefined
    total += value * weight
  }
  return alphabet.charAt((31 - (total % 31)) % 31)
}

export function isUscc(text: string): boolean {
  return text.length === 18 && usccCheckCharacter(text.slice(0, 17)) === text.charAt(17)
}
