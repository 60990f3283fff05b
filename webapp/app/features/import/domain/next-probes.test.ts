import { expect, test } from 'vitest'
import { nextProbes, type ProbeJob, serverOf } from './next-probes.ts'

const job = (url: string): ProbeJob => ({ url, server: serverOf(url) })
const urls = (jobs: readonly ProbeJob[]) => jobs.map(({ url }) => url)

test('a server is asked for one source at a time, and so many servers at once', () => {
  const waiting = ['http://a/1', 'http://a/2', 'http://b/1', 'http://c/1', 'http://d/1'].map(job)
  expect(urls(nextProbes(waiting, [], 3))).toEqual(['http://a/1', 'http://b/1', 'http://c/1'])
  expect(urls(nextProbes(waiting, [job('http://b/9')], 3))).toEqual(['http://a/1', 'http://c/1'])
  expect(nextProbes(waiting, waiting.slice(0, 3), 3)).toEqual([])
})

test.each([
  ['http://user:pass@Host.Example:8080/x?y', 'host.example:8080'],
  ['udp://@239.1.1.1:5000', '239.1.1.1:5000'],
  ['not an address', 'not an address'],
])('the server of %s', (url, server) => {
  expect(serverOf(url)).toBe(server)
})
