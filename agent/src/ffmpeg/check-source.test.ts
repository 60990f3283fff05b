import { expect, it } from 'vitest'
import { checkSource } from './check-source.ts'

const leadsTo = (...addresses: string[]) => ({ allowCidrs: [], resolve: async () => addresses })

it('admits a source whose every address is public', async () => {
  expect(
    await checkSource('https://example.com/a.m3u8', leadsTo('8.8.8.8', '2606:4700::1')),
  ).toBeNull()
})

it('refuses a name that leads to a public and to a private address', async () => {
  const reason = await checkSource('https://example.com/', leadsTo('8.8.8.8', '127.0.0.1'))
  expect(reason).toMatchObject({ class: 'fatal', code: 'address-refused' })
  expect(reason?.message).toContain('SOURCE_ALLOW_CIDRS')
})

it.each(['http://127.0.0.1:9000/', 'srt://[::ffff:7f00:1]:9000', 'http://[::1]/', 'http://0/'])(
  'refuses %s without asking for a name',
  async (href) => {
    const resolve = () => Promise.reject(new Error('nobody should ask'))
    expect(await checkSource(href, { allowCidrs: [], resolve })).toMatchObject({
      code: 'address-refused',
    })
  },
)

it.each([
  ...['http://169.254.169.254/latest/meta-data/', 'http://[fd00:ec2::254]/', 'http://127.1/'],
  ...['http://[::ffff:169.254.169.254]/', 'http://[64:ff9b::a9fe:a9fe]/', 'http://2130706433/'],
  ...['http://127.0.0.1:9090/metrics', 'http://0x7f.1/', 'http://017700000001/', 'http://0.0.0.0/'],
])('refuses what is inside, however it is written: %s', async (href) => {
  const resolve = () => Promise.reject(new Error('nobody should ask'))
  const reason = await checkSource(href, { allowCidrs: [], resolve })
  expect(reason).toMatchObject({ class: 'fatal', code: 'address-refused' })
})

it.each([
  ['http://metadata.google.internal/computeMetadata/v1/', '169.254.169.254'],
  ['http://metadata.google.internal/', 'fd00:ec2::254'],
  ['http://localhost./', '127.0.0.1'],
  ['http://localhost/', '::1'],
  ['rtmp://rebound.example/live/one', '127.0.0.1'],
])('refuses a name that leads inside: %s, which is %s', async (href, address) => {
  const reason = await checkSource(href, leadsTo(address))
  expect(reason).toMatchObject({ class: 'fatal', code: 'address-refused' })
})

it('refuses numbers that a resolver takes for an address of this machine', async () => {
  expect(await checkSource('rtmp://2130706433/a/b', { allowCidrs: [] })).toMatchObject({
    code: 'address-refused',
  })
  expect(await checkSource('rtsp://0x7f.1/a', { allowCidrs: [] })).toMatchObject({
    code: 'address-refused',
  })
})

it('admits what an administrator has allowed', async () => {
  const options = { allowCidrs: ['127.0.0.0/8', '239.0.0.0/8'] }
  expect(await checkSource('http://127.0.0.1:9000/', options)).toBeNull()
  expect(await checkSource('udp://239.1.1.1:5000', options)).toBeNull()
})

it('says when a name cannot be found, which is no reason to give up', async () => {
  const resolve = () => Promise.reject(new Error('ENOTFOUND'))
  expect(await checkSource('http://nowhere.example/', { allowCidrs: [], resolve })).toMatchObject({
    class: 'network',
    code: 'name-not-found',
  })
})

it('needs no network for a test card, and refuses what is no source', async () => {
  expect(await checkSource('testcard://1280x720@25', leadsTo())).toBeNull()
  expect(await checkSource('file:///etc/passwd', leadsTo())).toMatchObject({ class: 'fatal' })
})
