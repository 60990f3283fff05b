import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'

/** All that the script calls beside Docker. */
const TOOLS = ['bash', 'dirname', 'env', 'head', 'sed']

/** The tags that it has Docker build, on a machine that has no Node. */
function builtWith(...words: string[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'build-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  for (const tool of TOOLS) {
    symlinkSync(execFileSync('which', [tool], { encoding: 'utf8' }).trim(), join(folder, tool))
  }
  writeFileSync(join(folder, 'docker'), '#!/bin/sh\necho "$@"\n', { mode: 0o755 })
  const env = { IMAGE_BUILDER: 'docker', PATH: folder }
  const said = execFileSync(join(import.meta.dirname, 'build.sh'), words, { env, encoding: 'utf8' })
  return [...said.matchAll(/--tag (\S+)/g)].map(([, tag = '']) => tag)
}

test('images have the version of the release, also where no Node is', () => {
  const { version } = JSON.parse(
    readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'),
  )
  const names = ['control-plane', 'agent', 'origin', 'nginx', 'pgbouncer']
  expect(builtWith()).toEqual(names.map((name) => `cashbacktv/${name}:${version}`))
  expect(builtWith('9.9.9', 'agent')).toEqual(['cashbacktv/agent:9.9.9'])
})
