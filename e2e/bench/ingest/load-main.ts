import { readFileSync } from 'node:fs'
import { startMadeAgent, type Tally } from './made-agent.ts'
import type { MadeHost } from './made-report.ts'

/** The load maker, a process of its own so that the figures of the control plane are its own. */
export type LoadOrder = { hosts: MadeHost[]; urls: string[] }

const order: LoadOrder = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'))
const tally: Tally = { sent: 0, answered: 0, late: 0, refused: 0 }
order.hosts.forEach((host, index) => {
  const url = order.urls[index % order.urls.length] ?? ''
  setTimeout(() => startMadeAgent(host, url, tally), index * 50)
})
setInterval(() => process.stdout.write(`${JSON.stringify(tally)}\n`), 500)
