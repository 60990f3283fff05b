import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestPlane, type TestPlane } from '../test/start-test-plane.ts'

let one: TestPlane
beforeAll(async () => {
  one = await startTestPlane()
})
afterAll(() => one.close())

function ask(language: string | null, method: string, path: string, body?: unknown) {
  const authorization = `Bearer ${one.tokens.admin}`
  const headers = { authorization, ...(language === null ? {} : { 'accept-language': language }) }
  return one.ask({ method, path, body, headers })
}
const nowhere = '/api/v1/channels/00000000-0000-4000-8000-000000000000'

test.each([
  [null, 'en'],
  ['de', 'en'],
  ['*', 'en'],
  ['tr;q=0', 'en'],
  ['en;q=0.9, tr;q=0.2', 'en'],
  ['tr', 'tr'],
  ['tr-TR', 'tr'],
  ['de, en;q=0.2, tr-CY;q=0.9', 'tr'],
  ['\u00ff;;q=,,=', 'en'],
])('an error is said in the language that %j prefers: %s', async (wanted, language) => {
  const { status, body, headers } = await ask(wanted, 'GET', nowhere)
  expect(status).toBe(404)
  expect(body.error).toEqual({
    code: 'not_found',
    message: language === 'tr' ? 'Böyle bir kanal yok.' : 'There is no such channel.',
    messageCode: 'channel-missing',
    params: {},
  })
  expect(headers.get('content-language')).toBe(language)
  expect(headers.get('vary')).toContain('Accept-Language')
})

test('each field is told by its code and figures, in the language of who asked', async () => {
  const sent = { name: '', sources: [], priority: 200, colour: 'red', output: { mode: 'x' } }
  const { status, body } = await ask('tr', 'POST', '/api/v1/channels', sent)
  expect(status).toBe(422)
  expect(body.error).toEqual({
    code: 'validation_failed',
    message: 'Bazı alanlar geçerli değil.',
    messageCode: 'fields-invalid',
    params: {},
    details: expect.arrayContaining([
      problem('name', 'channel-name-empty', {}, 'Kanala bir ad verin.'),
      problem('sources', 'sources-empty', {}, 'Bir kanalın en az bir kaynağı olmalıdır.'),
      problem('priority', 'number-large', { most: 100 }, 'En çok 100 olabilir.'),
      problem('colour', 'field-unknown', {}, 'Böyle bir alan yok.'),
      problem(
        'output.mode',
        'field-choice',
        { values: 'copy, transcode' },
        'Şunlardan birini kullanın: copy, transcode.',
      ),
    ]),
  })
})

describe('nothing that refuses speaks English to who reads Turkish', () => {
  const logo = '/api/v1/uploads/logo'
  test.each([
    ['GET', '/api/v1/nothing', undefined, 'Burada bir şey yok.'],
    ['PATCH', nowhere, undefined, 'Bu adreste şunlar kullanılır: GET, PUT, DELETE.'],
    ['POST', '/api/v1/channels', [], 'Gönderilen veri bir JSON nesnesi olmalıdır.'],
    ['POST', logo, {}, 'Resmi "file" alanında taşıyan bir form gönderin.'],
    ['POST', '/api/v1/backup/restore', {}, 'Bu dosya bu ürünün yedeği değil: biçim numarası yok.'],
    ['POST', '/link/enrol', {}, null],
  ])('%s %s', async (method, path, body, said) => {
    const answer = await ask('tr', method, path, body)
    expect(answer.status).toBeGreaterThanOrEqual(400)
    if (said !== null) expect(answer.body.error.message).toBe(said)
    expect(answer.body.error.messageCode).toMatch(/^[a-z-]+$/)
  })
})

test('a log-in that is refused, and one that has to wait, say so in Turkish', async () => {
  const body = { email: 'nobody@example.org', password: 'wrong' }
  const answers = []
  for (let attempt = 0; attempt <= 10; attempt += 1) {
    answers.push(await ask('tr', 'POST', '/api/v1/auth/login', body))
  }
  expect(answers[0]?.body.error.message).toBe('E-posta adresi ya da parola yanlış.')
  const last = answers.at(-1)
  expect(last?.status).toBe(429)
  expect(last?.body.error.message).toMatch(/^Çok fazla deneme yapıldı\. \d+ sn sonra/)
  expect(last?.body.error.params.seconds).toBe(Number(last?.headers.get('retry-after')))
})

test('a typed client is told in English beside the codes, whatever its browser reads', async () => {
  const input = encodeURIComponent(JSON.stringify({ id: nowhere.split('/').at(-1) }))
  const { body } = await ask('tr', 'GET', `/trpc/channels.get?input=${input}`)
  expect(body.error.message).toBe('There is no such channel.')
  expect(body.error.data.error.messageCode).toBe('channel-missing')
})

test('what is not ready says so in the language of who asks', async () => {
  const { body } = await ask('tr', 'GET', '/readyz')
  expect(body.checks.database).toEqual({ ok: true, message: null })
})

function problem(path: string, code: string, params: object, message: string) {
  return { path, code, params, message }
}
