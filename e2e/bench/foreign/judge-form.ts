import type { ChannelView } from '@cashbacktv/contract'
import { isAudible } from '../../faults/viewer/is-audible.ts'
import { LOGO_COLOUR } from '../../sources/logo.ts'
import { colourDistance, type Frame, grabFrame, meanColour } from '../../stack/frames.ts'
import { fetchPlaylist } from '../../stack/playlist.ts'
import type { Stack } from '../../stack/start-stack.ts'
import { waitFor } from '../../stack/wait-for.ts'
import type { Form } from './forms.ts'

const PATIENCE_MS = 20_000
export const LOGO = { x: 0.05, y: 0.05, width: 0.2, opacity: 1 }

/** What is wrong with how a form went on air or was refused; empty when it is right. */
export async function judgeForm(stack: Stack, form: Form, url: string, assetId: string) {
  const sources = [{ url }]
  const channel = await stack.api.createChannel({
    name: form.name.replaceAll(/[^\w ,:.-]/g, ' '),
    sources,
    logo: { ...LOGO, assetId },
    slate: { enabled: false },
  })
  try {
    await stack.api.act(channel.id, 'start')
    const wanted = (view: ChannelView) =>
      form.refused ? form.refused.includes(view.reason?.code ?? '') : view.showing === 'live'
    await stack.api.waitForChannel(channel.id, wanted, PATIENCE_MS)
    return form.refused ? [] : await problemsOnAir(channel.playbackUrl, form)
  } catch (error) {
    const { phase, reason, showing } = await stack.api.channel(channel.id)
    const wish = form.refused ? `refused with ${form.refused.join(' or ')}` : 'on air'
    if (String(error).includes('the channel')) {
      return [`not ${wish}: ${phase}, shows ${showing}, ${reason?.code} ${reason?.message ?? ''}`]
    }
    return [String(error).slice(0, 300)]
  } finally {
    await stack.api.deleteChannel(channel.id)
  }
}

async function problemsOnAir(playlist: string, form: Form): Promise<string[]> {
  const two = async () => (await fetchPlaylist(playlist)).segments.length >= 2
  await waitFor('two segments', two)
  const { segments } = await fetchPlaylist(playlist)
  const frame = await grabFrame(segments.at(-1)?.url ?? '')
  const silent = form.encode.includes('-an') ? [] : await audioProblems(playlist)
  return [
    ...shapeProblems(frame, form),
    ...squareProblems(frame),
    ...logoProblems(frame),
    ...silent,
  ]
}

async function audioProblems(playlist: string): Promise<string[]> {
  return (await isAudible(playlist).catch(() => false)) ? [] : ['no audio']
}

function shapeProblems(frame: Frame, form: Form): string[] {
  const { width = 256, height = 144, pixelAspect = '1/1' } = form
  const [over = 1, under = 1] = pixelAspect.split('/').map(Number)
  const wide = (width * over) / (height * under)
  const expected = form.turned ? 1 / wide : wide
  const seen = frame.width / frame.height
  return Math.abs(seen / expected - 1) > 0.02
    ? [`${frame.width}x${frame.height} instead of ${expected.toFixed(2)}:1`]
    : []
}

/** The white square, by the length of its middle row and its middle column. */
function squareProblems({ width, height, pixels }: Frame): string[] {
  const isWhite = (x: number, y: number) => {
    const at = (y * width + x) * 3
    return [0, 1, 2].every((part) => (pixels[at + part] ?? 0) > 170)
  }
  const [middleX, middleY] = [Math.floor(width / 2), Math.floor(height / 2)]
  const across = count(width, (x) => isWhite(x, middleY))
  const down = count(height, (y) => isWhite(middleX, y))
  const ratio = across / down
  return down > 8 && ratio > 0.92 && ratio < 1.08 ? [] : [`the square is ${across}x${down}`]
}

function logoProblems(frame: Frame): string[] {
  const high = (LOGO.width * frame.width) / 2 / frame.height
  const middle = { x: LOGO.x + 0.05, y: LOGO.y + high / 4, width: 0.1, height: high / 2 }
  const seen = meanColour(frame, middle)
  return colourDistance(seen, LOGO_COLOUR) > 40 ? [`no logo: ${JSON.stringify(seen)}`] : []
}

function count(length: number, isIt: (index: number) => boolean): number {
  let found = 0
  for (let index = 0; index < length; index++) if (isIt(index)) found++
  return found
}
