// The three administrations.

export const administrations = ['mainland', 'hongkong', 'macao'] as const
export type Customs = (typeof administrations)[number]

export function isCustoms(text: string): text is Customs {
  return (administrations as readonly string[]).includes(text)
}
