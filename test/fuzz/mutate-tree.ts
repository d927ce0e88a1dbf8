// Mutations of an XML tree: what comes out is well formed, so that the readers behind the parser get their share.
import type { Random } from '../../src/base/random.ts'
import { writeXml } from '../../src/domain/declaration/wire/xml-writer.ts'
import type { XmlElement } from '../../src/domain/declaration/wire/xml.ts'

const texts = ['', ' ', '\n', '\t x', '0', '-1', '1e9', '00110', 'HKG', 'USD', 'E', 'I', '\u0000', '\uD800', '\uFFFF', ']]>', '&amp;', 'x'.repeat(3000), '𠀀', '1.1234567', '999999999999999999999', '__proto__']
const maxCopies = 20

/** One to six mutations somewhere in the tree; names come from the tree itself and from `names`. */
export function mutatedTree(random: Random, trees: readonly XmlElement[], names: readonly string[]): Uint8Array {
  let tree = random.pick(trees)
  for (let round = 1 + random.integer(6); round > 0; round -= 1) tree = somewhere(tree, random, trees, names)
  return writeXml(tree)
}

function somewhere(element: XmlElement, random: Random, trees: readonly XmlElement[], names: readonly string[]): XmlElement {
  const { children } = element
  if (children.length > 0 && random.chance(0.8)) {
    const at = random.integer(children.length)
    const child = children[at]
    if (child === undefined) return element
    return { ...element, children: random.chance(0.75) ? children.with(at, somewhere(child, random, trees, names)) : listed(children, at, child, random, trees) }
  }
  switch (random.integer(4)) {
    case 0:
      return { ...element, name: random.chance(0.5) ? random.pick(names) : element.name.toLowerCase() }
    case 1:
      return { ...element, text: children.length === 0 ? random.pick(texts) : '' }
    case 2:
      return { ...element, attributes: new Map([...element.attributes, [random.pick(['xmlns', 'xmlns:s', 'version', 'a', 'unitCode']), random.pick(['', 'urn:x', '5.0', 'KGM', 'x'.repeat(2000)])]]) }
    default:
      return { ...element, text: '', children: [...children, { ...element, name: random.pick(names) }] }
  }
}

/** A child removed, repeated, moved to the front, or replaced by a part of another tree. */
function listed(children: readonly XmlElement[], at: number, child: XmlElement, random: Random, trees: readonly XmlElement[]): readonly XmlElement[] {
  switch (random.integer(4)) {
    case 0:
      return children.toSpliced(at, 1)
    case 1:
      return children.toSpliced(at, 0, ...Array.from({ length: 1 + random.integer(maxCopies) }, () => child))
    case 2:
      return [child, ...children.toSpliced(at, 1)]
    default:
      return children.with(at, random.pick(random.pick(trees).children))
  }
}
