// The four languages of every page, message and label, by BCP 47 tag.

export const languages = ['zh-Hans', 'zh-Hant', 'en', 'pt'] as const

export type Language = (typeof languages)[number]

/** One text in every language. */
export type Label = Readonly<Record<Language, string>>

export function isLanguage(text: string): text is Language {
  return (languages as readonly string[]).includes(text)
}
