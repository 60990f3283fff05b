import { execFile, execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { freePort } from '../../test/free-port.ts'
import { COMPOSE_FOLDER, readCompose } from './compose-config.ts'
import { PODMAN_ENV } from './podman.ts'
import { type PodmanStack, podmanStack } from './podman-stack.ts'

const run = promisify(execFile)
const NAME = 'tv.example'
const ROOT = join(COMPOSE_FOLDER, '../..')
const FILES = ['compose.prod.yml', 'compose.media.yml']
export const ADMIN = 'admin@tv.example'
const PRODUCT = ['control-plane', 'nginx', 'pgbouncer', 'agent', 'origin']

export type Answer = { status: number; body: string; type: string }
export type Question = { method?: string; body?: unknown; token?: string; timeoutMs?: number }

/** compose.prod.yml with compose.media.yml as they are written, on a machine with two cores. */
export type Production = {
  stack: PodmanStack
  /** Asks as a browser or a player does: by TLS, through nginx, for the product's name. Rejects without an answer. */
  ask(path: string, question?: Question): Promise<Answer>
  /** The answer as it comes, until the signal ends it. */
  open(path: string, question: Question, signal: AbortSignal): Promise<IncomingMessage>
  /** 0 without an answer. */
  status(path: string): Promise<number>
  /** The first admin's token. */
  logIn(): Promise<string>
  secret(name: string): string
  /** Into the file that is mounted, not in its place. */
  writeSecret(name: string, text: string): void
  /** A program that runs one of PostgreSQL's where the server is, as `docker compose exec -T postgres` does. */
  postgresExec(): string
  /** One of the scripts of a backup, with what a person gives it. Rejects with what it says when it fails. */
  script(path: string, args: string[], env: Record<string, string>): Promise<string>
  /** Brings up these services, or all that run, with other variables than before, each of which has to be well in time. */
  takeRelease(env: Record<string, string>, names: string[], waitMs: number): Promise<void>
  /** Where its secrets are, as files. */
  secrets: string
  close(): Promise<void>
}

/** Two more images of the control plane, from the one that is tagged `test`: `next`, and `unwell`, which never answers. */
export async function buildOtherReleases(version: string): Promise<void> {
  const env = { ...PODMAN_ENV, IMAGE_FILE: 'other-release.Dockerfile' }
  for (const target of ['next', 'unwell']) {
    const image = `cashbacktv/control-plane:${target} ${target}`
    const args = `--build-arg IMAGE=localhost/cashbacktv/control-plane:test --build-arg VERSION=${version}`
    const line = `. ../../images/builder.sh && build_image ${image} ${args}`
    await run('bash', ['-euc', line], { cwd: import.meta.dirname, env, maxBuffer: 1e9 })
  }
}

export async function makeProduction(): Promise<Production> {
  const secrets = mkdtempSync(join(tmpdir(), 'cashbacktv-secrets-'))
  execFileSync(join(COMPOSE_FOLDER, 'make-secrets.sh'), [secrets])
  const port = await freePort()
  const known = variables(secrets, port, await freePort())
  const stack = podmanStack(`cbtv-${process.pid}`, readCompose(FILES, known))
  const ask = (path: string, question: Question = {}) => askThrough(port, path, question)
  const secret = (name: string) => readFileSync(join(secrets, name), 'utf8').trim()
  return {
    stack,
    ask,
    secret,
    secrets,
    open: (path, question, signal) => requestOf(port, path, question, signal),
    status: (path) =>
      ask(path).then(
        (answer) => answer.status,
        () => 0,
      ),
    async logIn() {
      const body = { email: ADMIN, password: secret('admin_password') }
      const answer = await ask('/api/v1/auth/login', { method: 'POST', body })
      const token = JSON.parse(answer.body).accessToken
      if (!token) throw new Error(`Not logged in: ${answer.body}`)
      return token
    },
    writeSecret: (name, text) => writeFileSync(join(secrets, name), text, { flag: 'r+' }),
    postgresExec() {
      const program = join(secrets, 'postgres-exec')
      const line = `images exec --interactive ${stack.container('postgres')} "$@"`
      const text = `#!/usr/bin/env bash\ncd '${ROOT}' && . infra/images/builder.sh && ${line}\n`
      writeFileSync(program, text, { mode: 0o700 })
      return program
    },
    async script(path, args, env) {
      const { stdout } = await run(join(ROOT, path), args, { env: { ...PODMAN_ENV, ...env } })
      return stdout
    },
    takeRelease: (env, names, waitMs) =>
      stack.take(readCompose(FILES, { ...known, ...env }), names, waitMs),
    async close() {
      await stack.down()
      rmSync(secrets, { recursive: true, force: true })
    },
  }
}

const variable = (part: string) => part.toUpperCase().replace('-', '_')

function imagesOf(tags: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(tags).map(([part, image]) => [`${variable(part)}_IMAGE`, image]),
  )
}

/** A machine with fewer cores than the one that was planned for. */
function variables(secrets: string, https: number, http: number): Record<string, string> {
  const product = PRODUCT.map((part) => [part, `localhost/cashbacktv/${part}:test`])
  const others = ['postgres', 'redis', 'prometheus', 'alertmanager'].map((part) => [
    part,
    `localhost/cashbacktv/stand-in-${part}:test`,
  ])
  const sets = ['NGINX', 'CONTROL_PLANE_1', 'CONTROL_PLANE_2', 'POSTGRES', 'REDIS', 'SYSTEM']
  const cpus = ['NGINX', 'CONTROL_PLANE', 'POSTGRES', 'REDIS', 'FFMPEG', 'ORIGIN']
  return {
    ...imagesOf(Object.fromEntries([...product, ...others])),
    ...Object.fromEntries([...sets, 'FFMPEG'].map((part) => [`${part}_CPUSET`, '0-1'])),
    ...Object.fromEntries(cpus.map((part) => [`${part}_CPUS`, '2'])),
    CONTROL_PLANE_MEMORY: '2g',
    FFMPEG_MEMORY: '4g',
    MEDIA_SIZE: '512m',
    NGINX_FILES: '1024',
    PUBLIC_URL: `https://${NAME}`,
    ADMIN_EMAIL: ADMIN,
    DEMO: 'on',
    EDGE_NETWORK: `10.${100 + (process.pid % 100)}.77`,
    SECRETS_DIR: secrets,
    HTTP_PORT: `127.0.0.1:${http}`,
    HTTPS_PORT: `127.0.0.1:${https}`,
  }
}

async function askThrough(port: number, path: string, question: Question): Promise<Answer> {
  const signal = AbortSignal.timeout(question.timeoutMs ?? 10_000)
  const answer = await requestOf(port, path, question, signal)
  let body = ''
  for await (const chunk of answer) body += chunk.toString('latin1')
  return { status: answer.statusCode ?? 0, body, type: String(answer.headers['content-type']) }
}

function requestOf(port: number, path: string, question: Question, signal: AbortSignal) {
  const { method = 'GET', body, token } = question
  const headers = {
    host: NAME,
    accept: 'text/html, */*',
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  }
  return new Promise<IncomingMessage>((resolve, reject) => {
    const options = { host: '127.0.0.1', port, path, method, headers, rejectUnauthorized: false }
    const asked = request({ ...options, servername: NAME, signal }, resolve)
    asked.on('error', reject)
    asked.end(body === undefined ? undefined : JSON.stringify(body))
  })
}
