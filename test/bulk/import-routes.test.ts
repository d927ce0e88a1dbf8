// Workbooks over HTTP: template, upload, progress, columns, filing, result.
import { request as httpRequest } from 'node:http'
import { unzipSync } from 'fflate'
import type { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import { httpApp } from '../../src/edges/http/server.ts'
import { listen } from '../../src/edges/http/listen.ts'
import { memoryPlatform, signedIn } from '../platform.ts'
import { settled } from './desk-run.ts'
import { sampleWorkbook } from './sample-workbooks.ts'
import { textRow, xlsx } from './xlsx-text.ts'

type Json = Readonly<Record<string, unknown>>
const api = 'http://lingding.test/api/v1'

function caller(app: Hono, headers: Readonly<Record<string, string>>) {
  const call = async (method: string, path: string, body?: Uint8Array | Json): Promise<Response> =>
    app.request(`${api}${path}`, {
      method,
      headers: { ...headers, ...(body === undefined ? {} : { 'Content-Type': body instanceof Uint8Array ? 'application/octet-stream' : 'application/json' }) },
      ...(body === undefined ? {} : { body: body instanceof Uint8Array ? (body as Uint8Array<ArrayBuffer>) : JSON.stringify(body) }),
    })
  return { call, json: async (method: string, path: string, body?: Uint8Array | Json) => (await call(method, path, body)).json() as Promise<Record<string, unknown>> }
}

describe('a workbook', () => {
  test('from the template to its result', async () => {
    const platform = memoryPlatform()
    const { call, json } = caller(httpApp(platform), signedIn(platform, 'sample-agent'))
    const template = await call('GET', '/workbook/template?language=pt')
    expect(template.headers.get('Content-Disposition')).toContain('lingding-pt.xlsx')
    expect(Object.keys(unzipSync(new Uint8Array(await template.arrayBuffer())))).toContain('xl/worksheets/sheet6.xml')

    const book = sampleWorkbook(['dongguan-hongkong-batteries', 'macao-zhuhai-wine'], 'en')
    const sent = await call('POST', '/imports?name=October%20trucks.xlsx', book)
    const { id, state } = (await sent.json()) as { readonly id: string; readonly state: string }
    expect([sent.status, sent.headers.get('Location'), state]).toEqual([201, `/api/v1/imports/${id}`, 'reading'])
    expect((await call('POST', `/imports/${id}/file`, { policy: 'good-rows' })).status).toBe(409)
    expect((await call('GET', `/imports/${id}/result`)).status).toBe(409)
    await settled(platform.imports)
    expect(await json('GET', `/imports/${id}?language=en`)).toMatchObject({ state: 'judged', stateName: 'checked, to be filed', good: 2, bad: 0, mappedBy: 'paths', progress: { isRunning: false, done: 2, total: 2 } })
    expect((await call('POST', `/imports/${id}/file`, { policy: 'some' })).status).toBe(400)
    expect(await json('POST', `/imports/${id}/file`, { policy: 'all-or-none' })).toMatchObject({ state: 'filing', policy: 'all-or-none' })
    await settled(platform.imports)
    expect(await json('GET', `/imports/${id}`)).toMatchObject({ state: 'done', filed: 2 })
    expect(((await json('GET', '/shipments'))['shipments'] as readonly Json[]).length).toBe(2)
    const result = await call('GET', `/imports/${id}/result?language=zh-Hans`)
    expect(result.headers.get('Content-Disposition')).toContain("filename*=UTF-8''October%20trucks-lingding.xlsx")
    const sheet = new TextDecoder().decode(unzipSync(new Uint8Array(await result.arrayBuffer()))['xl/worksheets/sheet1.xml'])
    expect(sheet.match(/✓ 已申报/g)).toHaveLength(2)
    expect(((await json('GET', '/imports'))['imports'] as readonly Json[]).map((each) => each['id'])).toEqual([id])
    expect((await call('DELETE', `/imports/${id}`)).status).toBe(204)
    expect((await call('GET', `/imports/${id}`)).status).toBe(404)
    await platform.close()
  })

  test('of another kind is asked about once; what is said wrongly is refused with what would pass', async () => {
    const platform = memoryPlatform()
    const { json, call } = caller(httpApp(platform), signedIn(platform, 'sample-agent'))
    const { id } = await json('POST', '/imports', xlsx({ sheets: [{ name: 'A', data: textRow(1, ['Ref', 'Qty', 'Ours']) + textRow(2, ['X', '1', '007']) }] }))
    await settled(platform.imports)
    const asked = await json('GET', `/imports/${String(id)}?language=en`)
    expect(asked).toMatchObject({ state: 'mapping', mapping: { sheets: [{ sheet: 0, firstRow: 2, columns: [{ column: 'A', path: 'reference' }, { column: 'B', path: 'lines[].quantity' }] }] }, sheets: [{ columns: [{ column: 'A', head: 'Ref', label: 'Your reference', ground: 'name', examples: ['X'] }, {}, { column: 'C', path: '', ground: 'none' }] }] })
    const refused = await json('PUT', `/imports/${String(id)}/mapping?language=en`, { ...(asked['mapping'] as Json), constants: { direction: 'export' } })
    expect(refused).toMatchObject({ status: 422, issues: [{ rule: 'workbook.mapping', reason: 'No column says “Other side”.', fix: expect.stringContaining('counterpart') as unknown }] })
    expect((await call('PUT', `/imports/${String(id)}/mapping`, { sheets: 'x' })).status).toBe(400)
    expect(await json('PUT', `/imports/${String(id)}/mapping`, { ...(asked['mapping'] as Json), constants: { direction: 'export', counterpart: 'hongkong' } })).toMatchObject({ state: 'judging', mappedBy: 'person' })
    await settled(platform.imports)
    const judged = await json('GET', `/imports/${String(id)}?language=en`)
    expect(judged).toMatchObject({ state: 'judged', bad: 1, good: 0 })
    expect((judged['problems'] as readonly Json[])[0]).toMatchObject({ sheet: 'A', row: 2, reference: 'X', severity: 'error' })
    expect(await json('POST', `/imports/${String(id)}/file`, { policy: 'good-rows' })).toMatchObject({ status: 422, issues: [{ rule: 'workbook.import' }] })
    await platform.close()
  })

  test('that cannot be read says why, and is nobody else’s', async () => {
    const platform = memoryPlatform()
    const app = httpApp(platform)
    const own = caller(app, signedIn(platform, 'sample-agent'))
    const other = caller(app, signedIn(platform, 'sample-exporter'))
    const { id } = await own.json('POST', '/imports', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0, 0, 0]))
    await settled(platform.imports)
    expect(await own.json('GET', `/imports/${String(id)}?language=en`)).toMatchObject({ state: 'refused', issues: [{ rule: 'workbook.file', fix: 'Take the password off in Excel and save it as .xlsx.' }] })
    const missing = await (await other.call('GET', '/imports/0123456789abcdef0123456789abcdef')).text()
    for (const [method, path, body] of [['GET', '', undefined], ['GET', '/result', undefined], ['DELETE', '', undefined], ['POST', '/file', { policy: 'good-rows' }]] as const) {
      const answer = await other.call(method, `/imports/${String(id)}${path}`, body)
      expect([answer.status, await answer.text()]).toEqual([404, missing])
    }
    // The same bytes of another organisation are another import.
    const theirs = await other.json('POST', '/imports', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0, 0, 0]))
    expect(theirs['id']).not.toBe(id)
    await platform.close()
  })
})

describe('how much is taken', () => {
  test('more than any other body, up to its own bound; nothing is left of what is cut off', async () => {
    const platform = memoryPlatform()
    const { address, close } = await listen(platform, 0, '127.0.0.1')
    const send = (bytes: number, isChunked: boolean): Promise<number> =>
      new Promise((resolve, reject) => {
        const headers = { ...signedIn(platform, 'sample-agent'), 'Content-Type': 'text/csv', ...(isChunked ? {} : { 'Content-Length': bytes }) }
        const request = httpRequest(`${address}/api/v1/imports`, { method: 'POST', headers }, (response) => {
          response.resume()
          resolve(response.statusCode ?? 0)
        })
        // Whoever is refused early may find the line closed while still sending.
        const closed = (error: NodeJS.ErrnoException): void => (error.code === 'EPIPE' || error.code === 'ECONNRESET' ? undefined : reject(error))
        request.on('error', closed)
        request.on('socket', (socket) => socket.on('error', closed))
        for (let left = bytes; left > 0; left -= 1_000_000) request.write(Buffer.alloc(Math.min(left, 1_000_000), 'a,b\n'))
        request.end()
      })
    expect(await send(3_000_000, false)).toBe(201)
    expect(await send(26_000_000, false)).toBe(413)
    expect(await send(26_000_000, true)).toBe(413)
    expect((await platform.imports.list('sample-agent', 10)).map(({ bytes }) => bytes)).toEqual([3_000_000])
    await close()
    await platform.close()
  })
})
