import { execFileSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { startDebianPostgres } from '@cashbacktv/db/test'
import { expect, onTestFinished, test } from 'vitest'
import { startTestPlane } from '../../control-plane/src/test/start-test-plane.ts'

/**
 * While a release is taken, the one before still runs on the schema of the new one, and is taken again when the new one
 * is not well: migrations first add what is new, and take away what is old a release later.
 */
const root = join(import.meta.dirname, '../..')
const WORK = 'infra/pipeline/test/works-on-newer-schema.ts'

const git = (...args: string[]) =>
  execFileSync('git', ['-c', `safe.directory=${root}`, ...args], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1e9,
  }).trim()

/** The newest tag before this state; where there is none, what made the migration before the last one. */
function previousRelease(): string {
  if (!existsSync(join(root, '.git'))) {
    throw new Error('Run this in a clone: the release before is taken from its history.')
  }
  if (git('rev-parse', '--is-shallow-repository') === 'true') {
    throw new Error('This clone has no history. Get it: git fetch --unshallow --tags')
  }
  const tag = git(
    'tag',
    '--list',
    'v*',
    '--merged',
    'HEAD',
    '--no-contains',
    'HEAD',
    '--sort=-v:refname',
  )
  const [newest] = tag.split('\n')
  if (newest) return newest
  const before = readdirSync(join(root, 'db/migrations'))
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .at(-2)
  return git('log', '-1', '--diff-filter=A', '--format=%H', '--', `db/migrations/${before}`)
}

/** A checkout of it, with the packages of this one and the workspaces of its own. */
function checkOut(release: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'previous-release-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const archive = join(folder, 'archive.tar')
  git('archive', `--output=${archive}`, release)
  execFileSync('tar', ['--extract', '--file', archive, '--directory', folder])
  const packages = join(folder, 'node_modules')
  mkdirSync(join(packages, '@cashbacktv'), { recursive: true })
  for (const name of readdirSync(join(root, 'node_modules'))) {
    if (name === '@cashbacktv' || name.startsWith('.')) continue
    symlinkSync(join(root, 'node_modules', name), join(packages, name))
  }
  const { workspaces } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  for (const workspace of workspaces) {
    const { name } = JSON.parse(readFileSync(join(folder, workspace, 'package.json'), 'utf8'))
    symlinkSync(join(folder, workspace), join(packages, name))
    const own = join(root, workspace, 'node_modules')
    if (existsSync(own)) symlinkSync(own, join(folder, workspace, 'node_modules'))
  }
  mkdirSync(dirname(join(folder, WORK)), { recursive: true })
  cpSync(join(root, WORK), join(folder, WORK))
  const options = { include: [WORK], testTimeout: 60_000, hookTimeout: 60_000 }
  writeFileSync(
    join(folder, 'previous.config.mjs'),
    `export default ${JSON.stringify({ test: { ...options, expect: { poll: { timeout: 15_000 } } } })}\n`,
  )
  return folder
}

test('the release before works on a database that this one has brought up to date', async () => {
  const database = await startDebianPostgres()
  onTestFinished(database.stop)
  const newer = await startTestPlane({ databaseUrl: database.url })
  const sources = [{ url: 'testcard://640x360@25' }]
  const wish = { name: 'Of the newer release', sources }
  expect((await newer.as('operator', 'POST', '/channels', wish)).status).toBe(201)
  await newer.close()

  const folder = checkOut(previousRelease())
  const vitest = join(root, 'node_modules/vitest/vitest.mjs')
  const args = [vitest, 'run', '--root', folder, '--config', join(folder, 'previous.config.mjs')]
  const said = execFileSync(process.execPath, args, {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, HOME: process.env.HOME, NEWER_DATABASE_URL: database.url },
  })
  expect(said).toMatch(/3 passed/)
}, 300_000)
