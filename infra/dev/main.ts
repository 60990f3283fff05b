import { startDev } from './start-dev.ts'

/** `npm run dev`: the product from its sources, which takes what is edited, until Ctrl-C. */
const say = (text: string) => void process.stdout.write(text)

try {
  let stopping = false
  const starting = startDev(process.env, say)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) return
      stopping = true
      say('\nStopping the channels and the database …\n')
      void starting.then((product) => product.stop()).finally(() => process.exit(0))
    })
  }
  await starting
} catch (error) {
  process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n\n`)
  process.exit(1)
}
