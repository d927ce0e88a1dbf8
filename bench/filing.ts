// One shipment → all its filings, validated, with the origin of every value; beside it, in the same run, the floor
// (JSON.stringify of the same filings) and XSD validation alone by libxml2-wasm on XML of the same size.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { XmlDocument, XsdValidator } from 'libxml2-wasm'
import { prepareShipment, type ShipmentInput } from '../src/app/prepare-shipment.ts'
import { instant } from '../src/base/instant.ts'
import type { Filing, Form } from '../src/domain/declaration/index.ts'
import { isDraftObject, readDraftText, type DraftObject } from '../src/domain/submission/index.ts'
import { examplesFolder, hashText, loadKnowledge } from '../src/edges/compose.ts'
import { clocked, timingRow } from './clocked.ts'

const example = 'dongguan-hongkong-batteries.yaml'

export function benchFiling(): void {
  const { knowledge } = loadKnowledge()
  const ten = shipmentOf(10)
  const filings = filingsOf(ten, knowledge)
  const json = JSON.stringify(filings)
  const values = filings.reduce((total, filing) => total + filing.groups.reduce((sum, group) => sum + group.elements.length, 0), 0)
  const form = knowledge.forms.get('mainland-declaration')
  if (form === undefined) throw new Error('no mainland declaration')
  const xml = Buffer.from(xmlOfSize(filings, json.length))
  console.log(`ten lines: ${filings.length} filings, ${values} values, ${json.length} bytes of JSON with origins; XML for validation ${xml.length} bytes`)
  const ours = clocked(() => filingsOf(ten, knowledge))
  console.log(timingRow('shipment of 10 lines → all filings, judged, with origins', ours))
  const floor = clocked(() => JSON.stringify(filings))
  console.log(timingRow('floor: JSON.stringify of the same filings', floor))
  const validation = validated(form, xml)
  console.log(timingRow('peer: XSD validation alone, libxml2-wasm, same size', validation))
  const bare = JSON.stringify(filings.map(({ groups }) => groups.map(({ elements }) => elements.map(({ element, value }) => [element, value]))))
  const bareXml = Buffer.from(xmlOfSize(filings, Buffer.byteLength(bare)))
  const bareValidation = validated(form, bareXml)
  console.log(timingRow(`peer: the same on ${bareXml.length} bytes, the size without origins`, bareValidation))
  const thousand = shipmentOf(1_000)
  console.log(timingRow('shipment of 1,000 lines → all filings, judged', clocked(() => filingsOf(thousand, knowledge), 3_000)))
  console.log(`ratio to XSD validation: ${(ours.perSecond / validation.perSecond).toFixed(2)}, without origins ${(ours.perSecond / bareValidation.perSecond).toFixed(2)} (bar: above 1); to the floor: ${(ours.perSecond / floor.perSecond).toFixed(2)}`)
}

/** The sample shipment with its goods line repeated; container line numbers stay those of the sample. */
function shipmentOf(lines: number): ShipmentInput {
  const draft = readSample(example)
  const profiles = new Map(Object.entries(readSample('profiles.yaml')).filter((entry): entry is [string, DraftObject] => isDraftObject(entry[1])))
  const [line] = Array.isArray(draft['lines']) ? draft['lines'] : []
  if (line === undefined) throw new Error('the sample has no line')
  return { draft: { ...draft, lines: Array.from({ length: lines }, () => line) }, profiles, now: instant(Date.parse('2025-10-20T09:00:00+08:00')), hashText }
}

function readSample(name: string): DraftObject {
  const read = readDraftText(readFileSync(join(examplesFolder, name), 'utf8'))
  if (!read.ok) throw new Error(`${name}: ${JSON.stringify(read.issues)}`)
  return read.value.draft
}

function filingsOf(input: ShipmentInput, knowledge: ReturnType<typeof loadKnowledge>['knowledge']): readonly Filing[] {
  const preparation = prepareShipment(input, knowledge)
  if (preparation.kind === 'unreadable') throw new Error(JSON.stringify(preparation.issues))
  return preparation.shipment.filings
}

/** The mainland declaration as plain XML, its goods lines repeated until the text has about the size asked for. */
function xmlOfSize(filings: readonly Filing[], bytes: number): string {
  const groups = filings.find((filing) => filing.kind === 'mainland-declaration')?.groups ?? []
  const written = groups.map(({ group, elements }) => `<${group}>${elements.map(({ element, value }) => `<${element}>${escaped(value)}</${element}>`).join('')}</${group}>`)
  const repeated: string[] = []
  let size = 0
  while (size < bytes) {
    for (const text of written) {
      repeated.push(text)
      size += Buffer.byteLength(text)
    }
  }
  return `<DecMessage>${repeated.join('')}</DecMessage>`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}

/** A schema of our own from the same facts: each element of a group, in any order, with its length or digits. */
function schemaOf(form: Form): string {
  const groups = form.groups.map((group) => {
    const elements = [...new Map(group.rows.map((row) => [row.element, row.fact]))].map(([element, fact]) => {
      const facet = fact.type === 'decimal' ? `<xs:totalDigits value="${fact.maxLength ?? 19}"/>` : fact.maxLength === undefined ? '' : `<xs:maxLength value="${fact.maxLength}"/>`
      return `<xs:element name="${element}" minOccurs="0"><xs:simpleType><xs:restriction base="${fact.type === 'decimal' ? 'xs:decimal' : 'xs:string'}">${facet}</xs:restriction></xs:simpleType></xs:element>`
    })
    return `<xs:element name="${group.id}"><xs:complexType><xs:all>${elements.join('')}</xs:all></xs:complexType></xs:element>`
  })
  return `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="DecMessage"><xs:complexType><xs:choice maxOccurs="unbounded">${groups.join('')}</xs:choice></xs:complexType></xs:element></xs:schema>`
}

function validated(form: Form, xml: Buffer): ReturnType<typeof clocked> {
  const schema = XmlDocument.fromString(schemaOf(form))
  const validator = XsdValidator.fromDoc(schema)
  try {
    return clocked(() => {
      const document = XmlDocument.fromBuffer(xml)
      validator.validate(document)
      document.dispose()
    })
  } finally {
    validator.dispose()
    schema.dispose()
  }
}
