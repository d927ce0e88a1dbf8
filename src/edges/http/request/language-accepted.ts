// The language of an answer by the header Accept-Language (RFC 9110, 12.5.4): the most wanted one that is spoken here.
import type { Language } from '../../../base/language.ts'

/** A tag begins so; Chinese of Hong Kong, Macao and Taiwan is written in traditional characters. */
const spoken: readonly (readonly [tag: RegExp, language: Language])[] = [
  [/^zh-(\w+-)*?(Hant|HK|MO|TW)\b/i, 'zh-Hant'],
  [/^zh\b/i, 'zh-Hans'],
  [/^pt\b/i, 'pt'],
  [/^en\b/i, 'en'],
]

export function languageAccepted(header: string): Language {
  const wanted = header.split(',').map((each) => {
    const [tag = '', ...parameters] = each.split(';').map((part) => part.trim())
    const weight = Number(parameters.find((part) => /^q=/i.test(part))?.slice(2) ?? 1)
    return { language: spoken.find(([begins]) => begins.test(tag))?.[1], weight }
  })
  const [best] = wanted.filter(({ language, weight }) => language !== undefined && weight > 0).toSorted((a, b) => b.weight - a.weight)
  return best?.language ?? 'en'
}
