import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'

/** All that the script calls beside Docker. */
const TOOLS = ['bash', 'dirname', 'env', 'head', 'sed']

/** The tags that it has Docker build, on a machine that has no Node. */
function builtWith(script: string, ...words: string[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'build-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  for (const tool of TOOLS) {
    symlinkSync(execFileSync('which', [tool], { encoding: 'utf8' }).trim(), join(folder, tool))
  }
  writeFileSync(join(folder, 'docker'), '#!/bin/sh\necho "$@"\n', { mode: 0o755 })
  const env = { IMAGE_BUILDER: 'docker', PATH: folder }
  const path = join(import.meta.dirname, script)
  const said = execFileSync(path, words, { env, encoding: 'utf8', stdio: 'pipe' })
  return [...said.matchAll(/--tag (\S+)/g)].map(([, tag = '']) => tag)
}

const { version } = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'),
)

test('images have the version of the release, also where no Node is', () => {
  const names = ['control-plane', 'agent', 'origin', 'nginx', 'pgbouncer']
  expect(builtWith('build.sh')).toEqual(names.map((name) => `cashbacktv/${name}:${version}`))
  expect(builtWith('build.sh', '9.9.9', 'agent')).toEqual(['cashbacktv/agent:9.9.9'])
})

test('a release has the version that its parts call themselves', () => {
  const script = '../pipeline/build-images.sh'
  expect(builtWith(script, `v${version}`)).toContain(`cashbacktv/control-plane:v${version}`)
  expect(builtWith(script, version)).toContain(`cashbacktv/origin:${version}`)
  expect(() => builtWith(script, 'v9.9.9')).toThrow(
    `package.json is of ${version}, not of v9.9.9: set its version first`,
  )
})
