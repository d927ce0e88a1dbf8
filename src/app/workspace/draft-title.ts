// What a list shows of a text that may be half finished: the reference, as somebody typed it.

const maxLength = 100
/** At the beginning of a line in YAML, anywhere in JSON; a comment behind it is no part of it. */
const inYaml = /^reference[ \t]*:[ \t]*(?:"([^"\n]*)"?|'([^'\n]*)'?|([^\n#]*))/m
const inJson = /"reference"\s*:\s*"((?:[^"\\\n]|\\.)*)/

/** Empty when there is none. */
export function draftTitle(text: string): string {
  const match = /^\s*\{/.test(text) ? inJson.exec(text) : inYaml.exec(text)
  const [, ...found] = match ?? []
  return (found.find((each) => each !== undefined) ?? '').trim().slice(0, maxLength)
}
