import { startEmbeddedPostgres } from '../index.ts'

/** Starts the server of the folder given, says its pid and waits to be killed. */
async function main(): Promise<void> {
  const server = await startEmbeddedPostgres({ dataDir: process.argv[2] ?? '', log: () => {} })
  process.stdout.write(`${server.pid}\n`)
  setInterval(() => {}, 1000)
}

void main()
