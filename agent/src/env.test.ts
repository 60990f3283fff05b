import { expect, it, test } from 'vitest'
import { parseEnv } from './env.ts'
import { parseOriginEnv } from './origin/env.ts'

const AGENT = [
  ...['CONTROL_PLANE_URL', 'JOIN_TOKEN', 'DATA_DIR', 'MEDIA_DIR', 'AGENT_NAME', 'LOG_LEVEL'],
  ...['SOURCE_ALLOW_CIDRS', 'PLAYBACK_BASE_URL', 'ORIGIN_HOST', 'ORIGIN_PORT'],
]

test.each(['', ' '])('agent and origin take a variable of %j as not given', (empty) => {
  const source = Object.fromEntries(AGENT.map((name) => [name, empty]))
  expect(parseEnv(source)).toEqual(parseEnv({}))
  expect(parseOriginEnv(source)).toEqual(parseOriginEnv({}))
})

it('needs nothing', () => {
  const env = parseEnv({})
  expect(env).toMatchObject({
    controlPlaneUrl: 'http://127.0.0.1:3000',
    joinToken: null,
    sourceAllowCidrs: [],
    mediaDir: null,
    playbackBaseUrl: null,
    logLevel: 'info',
  })
  expect(env.stateDir.endsWith('/.data/agent')).toBe(true)
  expect(parseOriginEnv({})).toMatchObject({ port: 8090, host: '127.0.0.1', logLevel: 'info' })
})

test.each([
  [{}, 'http://127.0.0.1:8090'],
  [{ ORIGIN_HOST: '192.0.2.7', ORIGIN_PORT: '80' }, 'http://192.0.2.7:80'],
  [{ ORIGIN_HOST: 'fd00::7' }, 'http://[fd00::7]:8090'],
])('the agent says where the origin beside it listens: %j', (source, url) => {
  expect(parseEnv(source).originUrl).toBe(url)
})

test('under the name of the machine where the origin listens on every address', () => {
  for (const ORIGIN_HOST of ['0.0.0.0', '::']) {
    const { hostname, port } = new URL(parseEnv({ ORIGIN_HOST, AGENT_NAME: 'x' }).originUrl)
    expect([hostname.length > 0, hostname === ORIGIN_HOST, port]).toEqual([true, false, '8090'])
  }
})

it.each([
  ['CONTROL_PLANE_URL', 'ftp://x'],
  ['CONTROL_PLANE_URL', 'control.example'],
  ['PLAYBACK_BASE_URL', 'edge'],
  ['PLAYBACK_BASE_URL', 'https://edge.example?x=1'],
  ['SOURCE_ALLOW_CIDRS', '10.0.0.0/99'],
  ['ORIGIN_PORT', '80x'],
  ['LOG_LEVEL', 'loud'],
])('names the variable that is wrong: %s=%s', (name, value) => {
  expect(() => parseEnv({ [name]: value })).toThrow(new RegExp(`${name}: (Write|Use) `))
})

it.each([
  ['ORIGIN_PORT', '70000'],
  ['NGINX_LOG_PORT', 'syslog'],
  ['ORIGIN_TRUSTED_PROXIES', '198.51.100.0/240'],
  ['LOG_LEVEL', 'loud'],
])('names the variable of the origin that is wrong: %s=%s', (name, value) => {
  expect(() => parseOriginEnv({ [name]: value })).toThrow(new RegExp(`${name}: (Write|Use) `))
})
