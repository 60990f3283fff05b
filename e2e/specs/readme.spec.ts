import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHls } from '../sources/hls.ts'
import { startHttpTs } from '../sources/http-ts.ts'
import type { LiveSource } from '../sources/live-source.ts'
import { startRtmp } from '../sources/rtmp.ts'
import { readChild } from '../stack/child.ts'
import { grabFrame } from '../stack/frames.ts'
import { logoProblems } from '../stack/logo-check.ts'
import { fetchPlaylist } from '../stack/playlist.ts'
import { type Stack, startStack } from '../stack/start-stack.ts'
import { tempFolder } from '../stack/temp-folder.ts'
import { waitFor } from '../stack/wait-for.ts'

/** The lines that a reader pastes, and the block above them that says what is theirs. */
const [settings = '', lines = ''] = curlBlocks(readFileSync('README.md', 'utf8'))

let stack: Stack
const folder = tempFolder('readme')
const sources: LiveSource[] = []
beforeAll(async () => {
  stack = await startStack()
})
afterAll(async () => {
  await stack?.stop()
  await Promise.all(sources.map((source) => source.close()))
  folder.remove()
})

test('the settings block sets all that the lines use', () => {
  const set = [...settings.matchAll(/^([A-Z]+)=/gm)].map((match) => match[1])
  expect(set).toEqual(['API', 'EMAIL', 'PASSWORD', 'SOURCE', 'LOGO'])
})

test.each([
  ['HTTP-TS', startHttpTs],
  ['HLS', startHls],
  ['RTMP', startRtmp],
] as const)('the curl lines put %s on air with the logo in its place', async (name, start) => {
  const source = await start()
  sources.push(source)
  const ours = [
    `API=${stack.url}/api/v1`,
    `EMAIL=${stack.adminEmail}`,
    `PASSWORD='${stack.adminPassword}'`,
    `SOURCE='${source.url}'`,
    'LOGO=logo.png',
  ]
  const cwd = join(folder.path, name)
  mkdirSync(cwd)
  const script = ['set -euo pipefail', `cd '${cwd}'`, ...ours, lines].join('\n')
  const playbackUrl = (await readChild('bash', ['-c', script])).toString().trim()
  const onAir = async () => (await fetchPlaylist(playbackUrl)).segments.length > 0
  await waitFor(playbackUrl, onAir, { timeoutMs: 40_000 })
  const place = { x: 0.72, y: 0.08, width: 0.2, opacity: 1 }
  expect(logoProblems(await grabFrame(playbackUrl), place)).toEqual([])
})

function curlBlocks(text: string): string[] {
  const section = text.slice(text.indexOf('**By curl.**'), text.indexOf('## Configuration'))
  return [...section.matchAll(/```sh\n([\s\S]*?)```/g)].map((match) => match[1] ?? '')
}
