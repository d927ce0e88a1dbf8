import { crc32 as crc32OfZlib } from 'node:zlib'
import { unzipSync } from 'fflate'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bomb, makeZip, type EndLie, type ZipLie } from '../../../../test/golden/zip-samples.ts'
import { crc32 } from './crc32.ts'
import { readZip } from './zip.ts'
import { zipLimits } from './zip-directory.ts'
import { writeStoredZip, writeZip } from './zip-writer.ts'

const text = new TextEncoder().encode('<a>sample</a>')
const mega = 1024 * 1024

// CRC-32 of "123456789" is CBF43926 in the catalogue of parametrised CRC algorithms (CRC-32/ISO-HDLC).
test('checksum', () => expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926))

test('checksum of any length, as zlib has it', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => crc32(bytes) === crc32OfZlib(bytes)))
})

describe('what is refused', () => {
  const refusals: readonly [string, readonly ZipLie[], EndLie, string][] = [
    ['a path out of the folder', [{ name: '../a.xml' }], {}, 'zip_name_unsafe'],
    ['a path out of the folder on the way', [{ name: 'a/../../b.xml' }], {}, 'zip_name_unsafe'],
    ['an absolute path', [{ name: '/etc/a.xml' }], {}, 'zip_name_unsafe'],
    ['a drive', [{ name: 'C:a.xml' }], {}, 'zip_name_unsafe'],
    ['a backslash', [{ name: '..\\a.xml' }], {}, 'zip_name_unsafe'],
    ['NUL in a name', [{ name: 'a.xml\u0000.txt' }], {}, 'zip_name_unsafe'],
    ['no name', [{ name: '' }], {}, 'zip_name_unsafe'],
    ['a name that Windows shortens to the folder above', [{ name: '.. /a.xml' }], {}, 'zip_name_unsafe'],
    ['a long name', [{ name: 'a'.repeat(256) }], {}, 'zip_name_unsafe'],
    ['a symbolic link', [{ host: 3, attributes: 0xa1ff << 16 }], {}, 'zip_not_a_file'],
    ['a device', [{ host: 3, attributes: 0x21ff << 16 }], {}, 'zip_not_a_file'],
    ['a password', [{ flags: 1 }], {}, 'zip_encrypted'],
    ['strong encryption', [{ flags: 0x41 }], {}, 'zip_encrypted'],
    ['an unknown method', [{ method: 12 }], {}, 'zip_method_unknown'],
    ['a file that promises too much', [{ size: zipLimits.entryBytes + 1 }], {}, 'zip_entry_too_large'],
    ['zip64 sizes', [{ size: 0xffffffff }], {}, 'zip_zip64'],
    ['zip64 counts', [{}], { count: 0xffff }, 'zip_zip64'],
    ['several disks', [{}], { disk: 1 }, 'zip_split'],
    ['a directory elsewhere', [{}], { start: 7 }, 'zip_directory_wrong'],
    ['a directory with fewer files than it says', [{}], { count: 2 }, 'zip_directory_wrong'],
    ['17 files', Array.from({ length: 17 }, (_, at) => ({ name: `${at}.xml` })), {}, 'zip_too_many_entries'],
    ['two files of one name', [{ name: 'a.xml' }, { name: 'A.XML' }], {}, 'zip_name_twice'],
    ['files that overlap', [{ name: 'a.xml' }, { name: 'b.xml', localStart: 0 }], {}, 'zip_overlap'],
    ['a file that reaches into the directory', [{ packedSize: 5000, flags: 8 }], {}, 'zip_overlap'],
    ['a file that is not there', [{ localStart: 3 }], {}, 'zip_entry_missing'],
    ['a file beyond the end', [{ localStart: 0x7fffffff }], {}, 'zip_entry_missing'],
    ['a header that says another method', [{ localMethod: 0 }], {}, 'zip_header_differs'],
    ['a bomb that says so', [{ packed: bomb(8 * mega), size: 8 * mega }], {}, 'zip_ratio'],
    ['a bomb that lies', [{ packed: bomb(64 * mega), size: 1000 }], {}, 'zip_bomb'],
    ['a stored size that lies', [{ method: 0, packed: text, size: 3 }], {}, 'zip_size_wrong'],
    ['less than promised', [{ content: text, size: 100 }], {}, 'zip_size_wrong'],
    ['a wrong checksum', [{ crc: 1 }], {}, 'zip_checksum_wrong'],
    ['damaged data', [{ packed: Uint8Array.from([0xff, 0xff, 0xff, 0xff]) }], {}, 'zip_damaged'],
    ['data cut off', [{ content: text, packed: bomb(100).subarray(0, 4) }], {}, 'zip_damaged'],
    ['a zip inside', [{ content: writeZip('b.xml', text) }], {}, 'zip_nested'],
    ['a gzip inside', [{ content: Uint8Array.from([0x1f, 0x8b, 8, 0]) }], {}, 'zip_nested'],
  ]
  test.each(refusals)('%s', (_, entries, end, code) => {
    const read = readZip(makeZip(entries, end))
    expect(read.ok ? 'read' : read.issues.map((each) => each.code)).toContain(code)
  })

  test('many files of which each is small and all are large', () => {
    const huge = Array.from({ length: 3 }, (_, at) => ({ name: `${at}.xml`, size: 8 * mega, packedSize: mega }))
    expect(readZip(makeZip(huge))).toMatchObject({ ok: false })
  })

  test('every torn zip', () => {
    const whole = writeZip('a.xml', text)
    for (let length = 0; length < whole.length; length += 1) expect(readZip(whole.subarray(0, length)).ok).toBe(false)
  })

  test('every reason of the directory is told at once', () => {
    const read = readZip(makeZip([{ name: '../a', flags: 1 }, { name: 'C:b', method: 99 }]))
    expect(read.ok ? [] : read.issues.map((each) => each.code)).toEqual(['zip_name_unsafe', 'zip_encrypted', 'zip_name_unsafe', 'zip_method_unknown'])
  })
})

describe('what is read', () => {
  test('a bomb that lies is stopped early', () => {
    const lying = makeZip([{ packed: bomb(64 * mega), size: 1000 }])
    const before = process.memoryUsage().rss
    for (let round = 0; round < 20; round += 1) readZip(lying)
    expect(process.memoryUsage().rss - before).toBeLessThan(256 * mega)
  })

  test('stored and deflated files, folders left out, names of Chinese Windows', () => {
    const read = readZip(makeZip([{ name: 'folder/' , content: new Uint8Array(), packed: new Uint8Array(), method: 0 }, { name: 'folder/a.xml', content: text }, { name: 'b.xml', content: text, packed: text, method: 0 }]))
    expect(read.ok && read.value.map((each) => each.name)).toEqual(['folder/a.xml', 'b.xml'])
  })

  test('what is written comes back, here and in another program, and is the same each time', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 3000 }), (content) => {
      fc.pre(!(content[0] === 0x50 && content[1] === 0x4b) && !(content[0] === 0x1f && content[1] === 0x8b))
      const zip = writeZip('报关单-1.xml', content)
      expect(readZip(zip)).toEqual({ ok: true, value: [{ name: '报关单-1.xml', bytes: content }] })
      expect(unzipSync(zip)).toEqual({ '报关单-1.xml': content })
      expect(writeZip('报关单-1.xml', content)).toEqual(zip)
    }))
  })

  test('many files stored come back, here and in another program', () => {
    const content = fc.uint8Array({ maxLength: 300 }).filter((bytes) => !(bytes[0] === 0x50 && bytes[1] === 0x4b) && !(bytes[0] === 0x1f && bytes[1] === 0x8b))
    fc.assert(fc.property(fc.array(content, { minLength: 1, maxLength: 9 }), (contents) => {
      const files = contents.map((each, at) => ({ name: `文件/${at}.json`, content: each }))
      const zip = writeStoredZip(files)
      expect(unzipSync(zip)).toEqual(Object.fromEntries(files.map((each) => [each.name, each.content])))
      expect(readZip(zip)).toEqual({ ok: true, value: files.map((each) => ({ name: each.name, bytes: each.content })) })
    }))
  })
})
