import { expect, test } from 'vitest'
import { encodeUtf8 } from '../../../base/text-codec.ts'
import { sniffFormat, type WireFormat } from './sniff.ts'
import { writeZip } from './zip-writer.ts'

const samples: readonly [string, string, WireFormat][] = [
  ['a declaration message', '<?xml version="1.0"?>\n<!-- sample -->\n<DecMessage xmlns="http://www.chinaport.gov.cn/dec"/>', 'decmessage-xml'],
  ['a prefixed declaration message', '<n:DecMessage xmlns:n="http://www.chinaport.gov.cn/dec">', 'decmessage-xml'],
  ['a byte order mark', '\uFEFF<DecMessage/>', 'decmessage-xml'],
  ['an import response', '<DecImportResponse xmlns="http://www.chinaport.gov.cn/dec"><ResponseCode>0</ResponseCode>', 'receipt-xml'],
  ['a status receipt', '<DEC_DATA><DEC_RESULT>', 'receipt-xml'],
  ['a bare status receipt', '<DEC_RESULT>', 'receipt-xml'],
  ['a WCO declaration', '<Declaration xmlns="urn:wco:datamodel:WCO:DEC-DMS:2">', 'wco-xml'],
  ['a WCO declaration in its wrapper', '<MetaData xmlns="urn:wco:datamodel:WCO:DocumentMetaData-DMS:2"><Declaration>', 'wco-xml'],
  ['a document type before it', '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><DecMessage/>', 'decmessage-xml'],
  ['a declaration in its wrapper', '<ImportMessage><SWImpData><DecMessage/></SWImpData></ImportMessage>', 'decmessage-xml'],
  ['another declaration', '<Declaration>', 'unknown'],
  ['another XML', '<html>', 'unknown'],
  ['an interchange with service string', "UNA:+.? 'UNB+UNOC:3+A+B", 'edifact'],
  ['an interchange', 'UNB+UNOC:3+A+B', 'edifact'],
  ['a message alone', 'UNH+1+CUSDEC:D:96B:UN', 'edifact'],
  ['a name that begins like one', 'UNHAPPY', 'unknown'],
  ['a draft', 'reference: SAMPLE-1', 'unknown'],
  ['nothing', '', 'unknown'],
  ['a comment without end', '<!-- ', 'unknown'],
]

test.each(samples)('%s', (_, text, format) => expect(sniffFormat(encodeUtf8(text))).toBe(format))
test('a zip', () => expect(sniffFormat(writeZip('a.xml', encodeUtf8('<a/>')))).toBe('zip'))
test('UTF-16 goes to the XML reader, which names the encoding', () => expect(sniffFormat(new Uint8Array([0xff, 0xfe, 0x3c, 0]))).toBe('decmessage-xml'))
