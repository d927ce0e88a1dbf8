// What a name resolves to is judged at the moment of sending, and the connection goes there and nowhere else.
import { expect, test } from 'vitest'
import { postWith } from '../../src/edges/webhooks/post.ts'
import { isInsideAddress } from '../../src/edges/webhooks/public-address.ts'
import { takingReceiver } from './receivers.ts'

const never = new AbortController().signal

// RFC 6890 and the registries of IANA: the first and the last address of each block, and their neighbours.
test.each([
  ['9.255.255.255', false], ['10.0.0.0', true], ['10.255.255.255', true], ['11.0.0.0', false],
  ['100.63.255.255', false], ['100.64.0.0', true], ['100.127.255.255', true], ['100.128.0.0', false],
  ['126.255.255.255', false], ['127.0.0.1', true], ['127.255.255.255', true], ['128.0.0.0', false],
  ['169.253.255.255', false], ['169.254.0.0', true], ['169.254.169.254', true], ['169.255.0.0', false],
  ['172.15.255.255', false], ['172.16.0.0', true], ['172.31.255.255', true], ['172.32.0.0', false],
  ['192.167.255.255', false], ['192.168.0.0', true], ['192.168.255.255', true], ['192.169.0.0', false],
  ['198.17.255.255', false], ['198.18.0.0', true], ['198.19.255.255', true], ['223.255.255.255', false], ['224.0.0.1', true], ['255.255.255.255', true], ['0.0.0.0', true],
  ['::', true], ['::1', true], ['::ffff:127.0.0.1', true], ['::ffff:8.8.8.8', true], ['fc00::', true], ['fdff::1', true], ['fe80::1', true], ['ff02::1', true], ['64:ff9b::7f00:1', true],
  ['2001:db8::1', true], ['2001::1', true], ['2002:7f00:1::', true], ['2606:4700::1111', false], ['2a00::1', false], ['1fff::1', true], ['4000::1', true],
])('%s leads inside: %s', (address, isInside) => expect(isInsideAddress(address)).toBe(isInside))

test('an address that leads inside is not even connected to', async () => {
  const receiver = await takingReceiver()
  const post = postWith({ isLocalAllowed: false, timeoutMs: 500 })
  for (const address of [receiver.address, receiver.address.replace('127.0.0.1', 'localhost'), receiver.address.replace('127.0.0.1', '[::ffff:127.0.0.1]'), receiver.address.replace('127.0.0.1', '2130706433')]) {
    expect(await post(address, {}, '{}', never), address).toEqual({ isTaken: false, answer: 'address-refused' })
  }
  expect(receiver.tries()).toBe(0)
  const local = postWith({ isLocalAllowed: true, timeoutMs: 5_000 })
  expect(await local(receiver.address.replace('127.0.0.1', 'localhost'), {}, '{}', never)).toEqual({ isTaken: true, answer: '200' })
  receiver.close()
})
