import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import type { ContentSettings } from '@cashbacktv/contract'
import { freshContent, NO_PROFILE } from '../../agent/src/domain/content/content-memory.ts'
import { stepContent } from '../../agent/src/domain/content/step-content.ts'
import { addPackets, NO_PACKETS } from '../../agent/src/domain/input-figures/packet-window.ts'
import { createProgressSocket, progressUrl } from '../../agent/src/ffmpeg/progress-socket.ts'
import { openRunSight } from '../../agent/src/ffmpeg/run-sight.ts'
import {
  contentOf,
  contentSeen,
  takeLoudness,
  takePicture,
} from '../../agent/src/runs/content-sight.ts'
import { sightOf } from '../../agent/src/runs/run-handle.ts'
import { refined } from '../../agent/src/runs/watch-sight.ts'
import type { Programme } from './content-clips.ts'
import { factsOf, planned, SOURCE, type Told } from './content-run.ts'
import { serveFile } from './presets-server.ts'

/** As the agent looks at its runs. */
const LOOK_MS = 1000

/**
 * What is told of a programme that comes as fast as it is shown, and after how many seconds: of its
 * packets and its shape a run is asked each second, and not each time that they say something.
 */
export async function carriedPaced(
  folder: string,
  { file }: Programme,
  settings: ContentSettings,
): Promise<readonly Told[]> {
  const [server, socket] = [await serveFile(file), await createProgressSocket({ port: 0 })]
  const runDir = await mkdtemp(join(folder, 'run-'))
  const log = join(runDir, 'run.log')
  const facts = factsOf(320, 180, 25)
  const { content } = contentOf(undefined)
  const sight = { ...sightOf(openRunSight(log), facts, null, false), facts }
  const run = { content, sight, packets: NO_PACKETS }
  /** When the first packet came: FFmpeg takes a while to start. */
  let began = Number.POSITIVE_INFINITY
  socket.onWord((_address, word) => {
    if (word.kind === 'picture') takePicture(content, word.pixels)
    if (word.kind === 'loudness') takeLoudness(content, word.loudness)
    if (word.kind !== 'packets') return
    run.packets = addPackets(run.packets, word.packets)
    began = Math.min(began, Date.now() - (run.packets.videoAt ?? 0) * 1000)
  })
  let memory = freshContent(SOURCE, NO_PROFILE, 0)
  const told: Told[] = []
  const timer = setInterval(() => {
    const sighting = sight.log.look()
    if (sighting !== null) sight.facts = refined(sight.facts, sighting)
    const wall = Date.now()
    const step = stepContent(memory, contentSeen(run), settings, wall)
    memory = step.content
    for (const { kind, condition } of step.turns) {
      if (kind === 'raised') told.push({ kind: condition, at: (wall - began) / 1000 })
    }
  }, LOOK_MS)
  const args = planned(server.url, runDir, progressUrl(socket.port, '127.9.9.5'), facts)
  await ended(args.toSpliced(args.indexOf('-i'), 0, '-re'), log)
  clearInterval(timer)
  await Promise.all([server.close(), socket.close()])
  return told
}

async function ended(args: readonly string[], log: string): Promise<void> {
  const to = openSync(log, 'a')
  const child = spawn('ffmpeg', args, { stdio: ['ignore', 'ignore', to] })
  closeSync(to)
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`FFmpeg ended with ${code}: ${args.join(' ')}`)
}
