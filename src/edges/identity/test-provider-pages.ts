// The pages of the test identity provider, plain HTML without script, in the four languages.
import type { Person } from '../../app/access/directory.ts'
import { languages, type Language } from '../../base/language.ts'
import { renderMessage, type Messages } from '../../base/message.ts'
import { escapedText, plainPage } from './plain-page.ts'

const languageNames: Readonly<Record<Language, string>> = { 'zh-Hans': '简体中文', 'zh-Hant': '繁體中文', en: 'English', pt: 'Português' }

interface AccountsPage {
  readonly accounts: readonly Person[]
  readonly messages: Messages
  readonly language: Language
  /** What the platform asked with; every choice goes on with it. */
  readonly query: Readonly<Record<string, string>>
}

export function accountsPage({ accounts, messages, language, query }: AccountsPage): string {
  const say = (code: string): string => renderMessage(code, {}, messages, language)
  const link = (more: Readonly<Record<string, string>>, text: string, attributes = ''): string =>
    `<a href="?${escapedText(new URLSearchParams({ ...query, ...more }).toString())}"${attributes}>${escapedText(text)}</a>`
  const rows = accounts.map(({ id, name, roles }) => {
    const held = roles.map((role) => say(`access_role.${role}`)).join(', ')
    return `<li>${link({ account: id }, name)} <small>${escapedText(held)}</small></li>`
  })
  const others = languages.map((each) => link({ ui_locales: each }, languageNames[each], ` lang="${each}" hreflang="${each}"`)).join(' ')
  return plainPage(language, say('access_test_provider'), [
    `<p>${escapedText(say('access_test_provider.what'))}</p>`,
    `<ul>${rows.join('')}</ul>`,
    `<nav aria-label="${escapedText(say('access_page_languages'))}">${others}</nav>`,
  ])
}

/** Something sent people here that is not this platform. */
export function refusedPage(messages: Messages, language: Language): string {
  const say = (code: string): string => renderMessage(code, {}, messages, language)
  return plainPage(language, say('access_test_provider'), [`<p>${escapedText(say('access_test_provider.refused'))}</p>`])
}
