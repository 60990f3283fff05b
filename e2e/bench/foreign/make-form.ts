import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runChild } from '../../stack/child.ts'
import type { Form } from './forms.ts'

export const SECONDS = 24

/** The file of a form, made once and then kept: a white square on blue, and a tone. */
export async function makeForm(form: Form): Promise<string> {
  const folder = join(tmpdir(), 'cashbacktv-foreign')
  const name = form.name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')
  const file = join(folder, `${name}.${form.format}`)
  if (existsSync(file)) return file
  mkdirSync(folder, { recursive: true })
  const unfinished = `${file}.part`
  await runChild('ffmpeg', [
    ...input(form),
    ...form.encode.split(' '),
    '-f',
    form.format,
    unfinished,
  ])
  if (form.turned) {
    // FFmpeg 5.1 writes it only while it copies.
    const turn = ['-c', 'copy', '-metadata:s:v:0', 'rotate=90', '-f', form.format]
    await runChild('ffmpeg', ['-v', 'error', '-nostdin', '-y', '-i', unfinished, ...turn, file])
    rmSync(unfinished)
  } else renameSync(unfinished, file)
  return file
}

function input(form: Form): string[] {
  const { width = 256, height = 144, rate = '25', pixelAspect = '1/1' } = form
  const { sampleRate = 48_000, channels = 2 } = form
  const [isPicture, isAudio] = ['-vn', '-an'].map((none) => !form.encode.includes(none))
  const [over = 1, under = 1] = pixelAspect.split('/').map(Number)
  const side = Math.round(height / 4) * 2
  const wide = Math.round((side * under) / over / 2) * 2
  const box = `drawbox=x=(iw-${wide})/2:y=(ih-${side})/2:w=${wide}:h=${side}:c=white:t=fill`
  // Something that moves, small, in the corner.
  const clock = "drawbox=x='mod(t*8\\,16)*2':y=ih-12:w=8:h=8:c=yellow:t=fill"
  const layout = channels === 6 ? '5.1' : channels === 1 ? 'mono' : 'stereo'
  return [
    ...['-v', 'error', '-nostdin', '-y'],
    ...['-f', 'lavfi', '-i', `color=c=0x104070:s=${width}x${height}:r=${rate}:d=${SECONDS}`],
    ...['-f', 'lavfi', '-i', `sine=f=1000:r=${sampleRate}:d=${SECONDS}`],
    ...(isPicture ? ['-vf', `${box},${clock},setsar=${pixelAspect},format=yuv420p`] : []),
    ...(isAudio ? ['-af', `volume=6dB,aformat=channel_layouts=${layout}`] : []),
  ]
}
