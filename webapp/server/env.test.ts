import { NO_PROXIES, WHOEVER_CONNECTS } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import { parseWebappEnv } from './env.ts'

const NAMES = ['WEBAPP_PORT', 'HOST', 'CONTROL_PLANE_URL', 'PUBLIC_URL', 'TRUST_PROXY']

test.each(['', ' '])('a variable of %j is one that was not given', (empty) => {
  const source = Object.fromEntries(NAMES.map((name) => [name, empty]))
  expect(parseWebappEnv(source)).toEqual({
    port: 3001,
    logLevel: 'info',
    logDir: null,
    hostname: '127.0.0.1',
    secureCookies: false,
    trustedProxies: NO_PROXIES,
    apiBaseUrl: 'http://127.0.0.1:3000',
  })
})

test('what is given is taken', () => {
  const source = {
    WEBAPP_PORT: '0',
    HOST: '0.0.0.0',
    CONTROL_PLANE_URL: 'http://control.example:3000/',
    PUBLIC_URL: 'HTTPS://tv.example',
    TRUST_PROXY: 'on',
  }
  expect(parseWebappEnv(source)).toEqual({
    port: 0,
    logLevel: 'info',
    logDir: null,
    hostname: '0.0.0.0',
    secureCookies: true,
    trustedProxies: WHOEVER_CONNECTS,
    apiBaseUrl: 'http://control.example:3000',
  })
})

test.each([
  ['WEBAPP_PORT', 'x'],
  ['CONTROL_PLANE_URL', 'control'],
  ['PUBLIC_URL', 'tv.example'],
  ['TRUST_PROXY', 'proxy'],
])('names the variable that is wrong: %s=%s', (name, value) => {
  expect(() => parseWebappEnv({ [name]: value })).toThrow(`${name}: Write `)
})
