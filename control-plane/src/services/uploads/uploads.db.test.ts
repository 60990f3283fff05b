import { randomBytes } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import { auditEntries, logos } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import sharp, { type Sharp } from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chunk, END, header, SIGNATURE } from '../../test/png-parts.ts'
import { type Answer, startTestPlane, type TestPlane } from '../../test/start-test-plane.ts'

let one: TestPlane
beforeAll(async () => {
  one = await startTestPlane()
})
afterAll(() => one?.close())

type Bytes = Uint8Array<ArrayBuffer>
const red = { r: 200, g: 10, b: 20, alpha: 0.5 }
const drawing = (width = 40, height = 20) =>
  sharp({ create: { width, height, channels: 4, background: red } })
const bytesOf = async (picture: Sharp): Promise<Bytes> => new Uint8Array(await picture.toBuffer())

function upload(file: Bytes | string | null, name = 'logo.png', token = one.tokens.operator) {
  const form = new FormData()
  if (file !== null) form.set('file', new File([file], name, { type: 'image/svg+xml' }))
  return one.ask({
    method: 'POST',
    path: '/api/v1/uploads/logo',
    raw: form,
    headers: { authorization: `Bearer ${token}` },
  })
}
const told = ({ status, body }: Answer) => [status, body?.error?.details?.[0]?.path]
const kept = async () => (await one.db.select({ id: logos.id }).from(logos)).length
async function fetched(id: string) {
  const response = await fetch(`${one.url}/api/v1/uploads/${id}`, {
    headers: { authorization: `Bearer ${one.tokens.viewer}` },
  })
  return { response, bytes: Buffer.from(await response.arrayBuffer()) }
}

/** A PNG with `extra` right behind its header. */
async function pngWith(...extra: Buffer[]): Promise<Bytes> {
  const png = Buffer.from(await bytesOf(drawing().png()))
  return new Uint8Array(Buffer.concat([png.subarray(0, 33), ...extra, png.subarray(33)]))
}

test.each(['png', 'jpeg', 'webp'] as const)(
  'a %s is kept as our own PNG of the same size, whatever its name says',
  async (kind) => {
    const answer = await upload(await bytesOf(drawing().toFormat(kind)), '../../x.php\u0000.svg')
    expect(answer.status).toBe(201)
    expect(answer.body).toMatchObject({ width: 40, height: 20 })
    const { response, bytes } = await fetched(answer.body.id)
    expect(response.headers.get('content-type')).toBe('image/png')
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(response.headers.get('content-security-policy')).toContain('sandbox')
    expect(response.headers.get('content-disposition')).toBe('inline; filename="logo.png"')
    expect(await sharp(bytes).metadata()).toMatchObject({
      format: 'png',
      width: 40,
      hasAlpha: true,
    })
  },
)

describe('what is beside the picture is dropped', () => {
  test('text, profiles, positions and thumbnails', async () => {
    const words = 'a-secret-in-the-metadata'
    const exif = drawing().withExif({ IFD0: { Copyright: words }, IFD3: { GPSLatitude: '1/1' } })
    const files = [
      await bytesOf(exif.png()),
      await bytesOf(exif.jpeg()),
      await bytesOf(exif.webp()),
      await pngWith(chunk('tEXt', Buffer.from(`profile\0/etc/passwd ${words}`))),
      await pngWith(chunk('zTXt', Buffer.concat([Buffer.from('x\0\0'), deflateSync(words)]))),
      await pngWith(chunk('iTXt', Buffer.from(`x\0\0\0\0\0${words}`))),
    ]
    for (const file of files) {
      const answer = await upload(file)
      expect(answer.status).toBe(201)
      const { bytes } = await fetched(answer.body.id)
      expect(bytes.includes(words)).toBe(false)
      expect(bytes.includes('passwd')).toBe(false)
      for (const kind of ['tEXt', 'zTXt', 'iTXt', 'eXIf']) expect(bytes.includes(kind)).toBe(false)
      expect((await sharp(bytes).metadata()).exif).toBeUndefined()
    }
  })

  test('what a polyglot carries', async () => {
    const script = '<script>alert(1)</script><?php system($_GET[0]); ?>'
    const png = Buffer.from(await bytesOf(drawing().png()))
    const jpeg = Buffer.from(await bytesOf(drawing().jpeg()))
    const comment = Buffer.concat([
      Buffer.from([0xff, 0xfe, 0, script.length + 2]),
      Buffer.from(script),
    ])
    const files = [
      new Uint8Array(Buffer.concat([png, Buffer.from(script)])),
      await pngWith(chunk('tEXt', Buffer.from(`x\0${script}`))),
      new Uint8Array(Buffer.concat([jpeg.subarray(0, 2), comment, jpeg.subarray(2)])),
    ]
    for (const file of files) {
      const answer = await upload(file, 'logo.png.html')
      expect(answer.status).toBe(201)
      expect((await fetched(answer.body.id)).bytes.includes('script')).toBe(false)
    }
  })

  test('a photograph that lies on its side is kept upright', async () => {
    const answer = await upload(await bytesOf(drawing().withMetadata({ orientation: 6 }).jpeg()))
    expect([answer.body.width, answer.body.height]).toEqual([20, 40])
  })
})

describe('refused, with the field and a sentence, and nothing is kept', () => {
  const text = (start: string) => new Uint8Array(Buffer.from(start.padEnd(200, ' '), 'latin1'))
  const kinds: [string, Bytes][] = [
    ['SVG', text('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
    [
      'SVG behind an XML head',
      text(
        '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg>&x;</svg>',
      ),
    ],
    ['GIF', text('GIF89a/*')],
    ['ICO', text('\0\0\x01\0\x01\0')],
    ['TIFF', text('II*\0')],
    ['PSD', text('8BPS')],
    ['PDF', text('%PDF-1.4')],
    ['EPS', text('%!PS-Adobe-3.0 EPSF-3.0')],
    ['MVG', text("push graphic-context\nimage over 0,0 0,0 '/etc/passwd'")],
    ['HEIC', text('\0\0\0\x18ftypheic')],
    ['HTML', text('<!doctype html>')],
    ['WAV', text('RIFF\x20\0\0\0WAVE')],
  ]
  test.each(kinds)('%s is no kind that is taken: 415', async (_kind, bytes) => {
    const before = await kept()
    expect(told(await upload(bytes, 'logo.png'))).toEqual([415, 'file'])
    expect(await kept()).toBe(before)
  })

  test('empty, cut off, broken and lying files: 422', async () => {
    const png = Buffer.from(await bytesOf(drawing(300, 300).png({ compressionLevel: 0 })))
    const flipped = Buffer.from(png)
    flipped.writeUInt8(png.readUInt8(5000) ^ 0xff, 5000)
    const before = await kept()
    const files = [
      new Uint8Array(),
      new Uint8Array(png.subarray(0, 3000)),
      new Uint8Array(flipped),
      new Uint8Array(SIGNATURE),
      new Uint8Array(Buffer.concat([SIGNATURE, END])),
      text('\xff\xd8\xff'),
      text('RIFF\x20\0\0\0WEBP'),
    ]
    for (const file of files) expect(told(await upload(file))).toEqual([422, 'file'])
    expect(await kept()).toBe(before)
  })

  test('more pixels than are taken, told before anything is decoded: 422', async () => {
    const rows = (width: number, height: number) =>
      deflateSync(Buffer.alloc((width / 8 + 1) * height), { level: 9 })
    const bomb = Buffer.concat([
      SIGNATURE,
      header(30_000, 30_000, 1, 0),
      chunk('IDAT', rows(30_000, 30_000)),
      END,
    ])
    const before = process.memoryUsage().rss
    const answer = await upload(new Uint8Array(bomb))
    expect(told(answer)).toEqual([422, 'file'])
    expect(answer.body.error.message).toContain('30000x30000')
    expect(process.memoryUsage().rss - before).toBeLessThan(200e6)
    const lying = Buffer.concat([SIGNATURE, header(2 ** 31 - 1, 2 ** 31 - 1, 8, 6), END])
    expect(told(await upload(new Uint8Array(lying)))).toEqual([422, 'file'])
    expect(told(await upload(await bytesOf(drawing(4097, 1).png())))).toEqual([422, 'file'])
    expect((await upload(await bytesOf(drawing(4096, 1).png()))).status).toBe(201)
  })

  test('moving pictures: 422', async () => {
    const control = Buffer.alloc(8)
    control.writeUInt32BE(2, 0)
    const apng = await pngWith(chunk('acTL', control))
    const frames = await Promise.all([
      drawing(8, 8).png().toBuffer(),
      drawing(8, 8).negate().png().toBuffer(),
    ])
    const animated = await sharp(frames, { join: { animated: true } })
      .webp()
      .toBuffer()
    expect(told(await upload(apng))).toEqual([422, 'file'])
    expect((await sharp(animated).metadata()).pages).toBe(2)
    const answer = await upload(new Uint8Array(animated))
    expect(told(answer)).toEqual([422, 'file'])
    expect(answer.body.error.message).toContain('animated')
  })

  test('too much: 413, for a file and for a body, said or not', async () => {
    expect(told(await upload(new Uint8Array(5 * 1024 * 1024 + 1)))).toEqual([413, 'file'])
    const before = process.memoryUsage().rss
    const headers = {
      authorization: `Bearer ${one.tokens.operator}`,
      'content-type': 'multipart/form-data; boundary=x',
    }
    const endless = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(1024 * 1024)),
    })
    const response = await fetch(`${one.url}/api/v1/uploads/logo`, {
      method: 'POST',
      headers,
      body: endless,
      duplex: 'half',
    } as RequestInit).catch((error: Error) => error)
    // The connection may be closed while the rest is still being sent.
    if (response instanceof Response) expect(response.status).toBe(413)
    expect(process.memoryUsage().rss - before).toBeLessThan(200e6)
  })

  test('no form, no file, text instead of a file, ten thousand parts', async () => {
    const headers = { authorization: `Bearer ${one.tokens.operator}` }
    const to = { method: 'POST', path: '/api/v1/uploads/logo' }
    expect((await one.ask({ ...to, headers, body: { file: 'x' } })).status).toBe(415)
    expect(told(await upload(null))).toEqual([422, 'file'])
    const form = new FormData()
    form.set('file', 'text')
    expect(told(await one.ask({ ...to, headers, raw: form }))).toEqual([422, 'file'])
    const type = { 'content-type': 'multipart/form-data; boundary=x' }
    expect(
      (await one.ask({ ...to, headers: { ...headers, ...type }, raw: 'garbage' })).status,
    ).toBe(400)
    const many = new FormData()
    for (let index = 0; index < 10_000; index += 1) many.append('part', String(index))
    expect([413, 422]).toContain((await one.ask({ ...to, headers, raw: many })).status)
  })
})

test('only operators upload and delete, and a picture is nobody’s who is not logged in', async () => {
  const png = await bytesOf(drawing().png())
  expect((await upload(png, 'x', one.tokens.viewer)).status).toBe(403)
  const { id } = (await upload(png)).body
  expect((await one.as('viewer', 'DELETE', `/uploads/${id}`)).status).toBe(403)
  expect((await one.ask({ method: 'GET', path: `/api/v1/uploads/${id}` })).status).toBe(401)
  for (const other of [
    '00000000-0000-4000-8000-000000000000',
    'x',
    '..%2f..%2fetc%2fpasswd',
    '__proto__',
  ]) {
    expect((await one.as('viewer', 'GET', `/uploads/${other}`)).status).toBe(404)
    expect((await one.as('operator', 'DELETE', `/uploads/${other}`)).status).toBe(404)
  }
})

test('a picture in use is not deleted: 409 naming the channel, until the channel gives it up', async () => {
  const { id } = (await upload(await bytesOf(drawing().png()))).body
  const sources = [{ url: 'testcard://640x360@25' }]
  const created = await one.as('operator', 'POST', '/channels', {
    name: 'User',
    sources,
    logo: { assetId: id },
  })
  expect(created.status).toBe(201)
  const refused = await one.as('operator', 'DELETE', `/uploads/${id}`)
  expect([refused.status, refused.body.error.message]).toEqual([
    409,
    expect.stringContaining('"User"'),
  ])
  expect(
    (await one.as('operator', 'PUT', `/channels/${created.body.id}`, { logo: null })).status,
  ).toBe(200)
  expect((await one.as('operator', 'DELETE', `/uploads/${id}`)).status).toBe(204)
  expect((await one.as('operator', 'DELETE', `/uploads/${id}`)).status).toBe(404)
  const again = await one.as('operator', 'PUT', `/channels/${created.body.id}`, {
    logo: { assetId: id },
  })
  expect(told(again)).toEqual([422, 'logo.assetId'])
  const entries = await one.db.select().from(auditEntries).where(eq(auditEntries.subjectId, id))
  expect(entries.map(({ action }) => action).sort()).toEqual(['logo.delete', 'logo.upload'])
})

test('a small file that becomes a picture larger than hosts take is refused', async () => {
  const side = 4096
  const raw = { width: side, height: side, channels: 3 as const }
  const noise = sharp(randomBytes(side * side * 3), { raw })
  const file = await bytesOf(noise.webp({ quality: 1, effort: 0 }))
  expect(file.length).toBeLessThan(5 * 1024 * 1024)
  const before = await kept()
  const answer = await upload(file)
  expect(told(answer)).toEqual([422, 'file'])
  expect(answer.text).toContain('picture-detailed')
  expect(await kept()).toBe(before)
}, 60_000)
