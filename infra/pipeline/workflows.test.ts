import { execFileSync } from 'node:child_process'
import { accessSync, constants, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'

type Step = { uses?: string; run?: string; env?: Record<string, string>; with?: object }
type Job = {
  needs?: string
  uses?: string
  environment?: string
  permissions?: object
  steps?: Step[]
  'timeout-minutes'?: number
}
type Workflow = { permissions: Record<string, string>; jobs: Record<string, Job> }

const root = join(import.meta.dirname, '../..')
const folder = join(root, '.github/workflows')
const workflows = readdirSync(folder).map(
  (name) => [name, parse(readFileSync(join(folder, name), 'utf8')) as Workflow] as const,
)
const stepsOf = ({ jobs }: Workflow) => Object.values(jobs).flatMap(({ steps = [] }) => steps)
const scripts = [
  ...new Set(
    workflows.flatMap(([, workflow]) =>
      stepsOf(workflow).flatMap(({ run }) => (run ? [run.split(' ')[0] ?? ''] : [])),
    ),
  ),
]

test.each(workflows)(
  '%s runs scripts of this repository alone, and nothing else',
  (_name, workflow) => {
    for (const { run } of stepsOf(workflow)) {
      // What a person else wrote, a branch's name among it, never stands in a line of the shell.
      if (run !== undefined) expect(run).toMatch(/^infra\/pipeline\/[a-z-]+\.sh( "\$VERSION")?$/)
    }
  },
)

test.each(workflows)(
  '%s takes actions of others by what they are, not by a name that may move',
  (_name, workflow) => {
    const used = stepsOf(workflow).flatMap(({ uses }) => (uses ? [uses] : []))
    for (const action of used) expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/)
  },
)

test.each(workflows)(
  '%s may read alone where nothing more is said, and every job ends',
  (_name, workflow) => {
    expect(workflow.permissions).toEqual({ contents: 'read' })
    for (const job of Object.values(workflow.jobs)) {
      if (job.uses === undefined) expect(job['timeout-minutes']).toBeGreaterThan(0)
    }
  },
)

test.each(scripts)('%s is there and can be run', (script) => {
  expect(() => accessSync(join(root, script), constants.X_OK)).not.toThrow()
})

const PIPELINE = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.sh'))
const SHIPPED = [
  ...PIPELINE.map((name) => `infra/pipeline/${name}`),
  ...['infra/compose/make-secrets.sh', 'infra/postgres/allow-standby.sh'],
  ...['infra/postgres/read-address.sh', 'infra/postgres/start-standby.sh'],
  ...['infra/pgbouncer/render.sh', 'infra/pgbouncer/serve.sh'],
  ...['infra/nginx/serve.sh', 'infra/nginx/keep-certificate.sh', 'infra/images/sbom.sh'],
]

test.each(SHIPPED)('%s has nothing that shellcheck knows better', (script) => {
  execFileSync('shellcheck', [join(root, script)], { stdio: 'pipe' })
})

test('a release is checked, built, scanned, listed by its parts, pushed, staged, approved and only then in production', () => {
  const { jobs } = (workflows.find(([name]) => name === 'release.yml') ?? [])[1] as Workflow
  expect(jobs.images?.needs).toBe('check')
  expect(jobs.images?.steps?.flatMap(({ run = [] }) => run)).toEqual([
    'infra/pipeline/build-images.sh "$VERSION"',
    'infra/pipeline/scan-images.sh "$VERSION"',
    'infra/pipeline/list-parts.sh "$VERSION"',
    'infra/pipeline/push-images.sh "$VERSION"',
  ])
  const kept = jobs.images?.steps?.find(({ uses }) => uses?.startsWith('actions/upload-artifact@'))
  expect(kept?.with).toMatchObject({ path: 'sbom', 'if-no-files-found': 'error' })
  expect(jobs.staging).toMatchObject({ needs: 'images', environment: 'staging' })
  expect(jobs.production).toMatchObject({ needs: 'staging', environment: 'production' })
})

test('a change of deployment is tried in containers, through PgBouncer and on a standby', () => {
  const text = readFileSync(join(folder, 'deployment.yml'), 'utf8')
  const { on, jobs } = parse(text)
  for (const event of [on.pull_request, on.push]) expect(event.paths).toContain('infra/**')
  const ran = Object.values<Job>(jobs).flatMap(({ steps = [] }) =>
    steps.flatMap(({ run = [] }) => run),
  )
  const called = ran.map((script) =>
    readFileSync(join(root, script), 'utf8').trim().split('\n').at(-1),
  )
  expect(called).toEqual(
    ['deployment', 'pgbouncer', 'standby'].map((kind) => `npm run test:${kind}`),
  )
})

test('dependencies of every kind are looked after by schedule', () => {
  const { updates } = parse(readFileSync(join(root, '.github/dependabot.yml'), 'utf8'))
  const kinds = updates.map((update: Record<string, string>) => update['package-ecosystem'])
  expect(kinds.sort()).toEqual(['docker', 'docker-compose', 'github-actions', 'npm'])
})
