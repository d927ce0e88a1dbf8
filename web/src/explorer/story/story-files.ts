// The stories as they stand in data/stories, as data: claims and a text in each language.
const found = import.meta.glob<string>(['../../../../data/stories/*/*.md', '../../../../data/stories/*/*.yaml'], { query: '?raw', import: 'default', eager: true })
const prefix = '../../../../data/stories/'

/** Files of a story by name; none where there is no such story. */
export function storyFiles(id: string): ReadonlyMap<string, string> {
  const own = `${prefix}${id}/`
  return new Map(Object.entries(found).flatMap(([path, text]) => (path.startsWith(own) ? [[path.slice(own.length), text] as const] : [])))
}
