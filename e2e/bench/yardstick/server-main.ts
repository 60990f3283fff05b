import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { createDb } from '@cashbacktv/db'

/**
 * The least that a request can be which changes something: it is read, a row is written and
 * committed, and it is answered. Where it names a command, that is spawned before, and ended after.
 */
const { sql } = createDb(process.argv[2] ?? '')
await sql`create table if not exists written (at timestamptz not null, what jsonb not null)`

const server = createServer(async (req, res) => {
  const chunks: Buffer[] = []
  for await (const chunk of req) chunks.push(chunk)
  const text = Buffer.concat(chunks).toString('utf8')
  await sql.begin(async (tx) => {
    await tx`insert into written (at, what) values (now(), ${text}::jsonb)`
  })
  const [file, ...args]: string[] = JSON.parse(text).command ?? []
  const child = file === undefined ? null : spawn(file, args, { detached: true, stdio: 'ignore' })
  if (child !== null) await once(child, 'spawn')
  res.writeHead(202, { 'content-type': 'application/json' }).end(text)
  child?.kill('SIGKILL')
})
server.listen(0, '127.0.0.1', () => console.log(JSON.stringify(server.address())))
