import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { read, repositoryFiles, root } from '../repo/files.ts'
import { runChild } from '../stack/child.ts'
import { tempFolder } from '../stack/temp-folder.ts'

/** Units of systemd are held to a score by `infra/host/host.db.test.ts`, as they are installed. */
const scripts = repositoryFiles().filter(
  (path) => !/\.(mjs|ts)$/.test(path) && /^#! ?\S*\b(env )?(ba|da)?sh\b/.test(read(path)),
)

test('shellcheck knows nothing better of any script of the shell', () => {
  expect(scripts.length).toBeGreaterThan(30)
  execFileSync('shellcheck', ['-x', '-P', 'SCRIPTDIR', ...scripts], { cwd: root, stdio: 'pipe' })
}, 120_000)

const RULES = { rules: [{ id: '@secretlint/secretlint-rule-preset-recommend' }] }

/** Its database is of one's own machine, and no port leads to it. */
const LOCAL = 'infra/compose/compose.local.yml'
/** Made up, in tests of what hides or refuses such things. */
const MADE_UP =
  /\.(test|spec|security)\.tsx?$|\/test\/|^e2e\/|^docs\/|^\.env\.example$|^README\.md$/

/** Its profiler goes through all of its marks at each mark, so that 2000 files at once take a minute. */
const FILES_AT_ONCE = 200

async function secretlint(paths: readonly string[], cwd: string): Promise<void> {
  const folder = tempFolder('secretlint')
  try {
    const config = join(folder.path, 'secretlintrc.json')
    writeFileSync(config, JSON.stringify(RULES))
    const program = join(root, 'node_modules/secretlint/bin/secretlint.js')
    const options = ['--secretlintrc', config, '--no-color', '--no-glob']
    for (let at = 0; at < paths.length; at += FILES_AT_ONCE) {
      const some = paths.slice(at, at + FILES_AT_ONCE)
      await runChild('node', [program, ...options, ...some], { cwd })
    }
  } finally {
    folder.remove()
  }
}

test('secretlint finds no secret in a tracked file', async () => {
  const files = repositoryFiles().filter(
    (path) => !MADE_UP.test(path) && path !== LOCAL && !/\.(png|ico|woff2?)$/.test(path),
  )
  expect(files.length).toBeGreaterThan(500)
  await secretlint(files, root)
}, 180_000)

test('and would find one', async () => {
  const folder = tempFolder('planted')
  onTestFinished(() => folder.remove())
  const address = ['postgres://admin', 'Sfk3Lw9qPz71@db.example.com:5432/tv'].join(':')
  writeFileSync(join(folder.path, 'config.ts'), `export const url = '${address}'\n`)
  await expect(secretlint([join(folder.path, 'config.ts')], folder.path)).rejects.toThrow(
    'PostgreSQLConnection',
  )
})
