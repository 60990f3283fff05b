import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CLIP_BACKGROUND, testClip } from '../sources/clip.ts'
import { statusSource } from '../sources/faults.ts'
import { startHls } from '../sources/hls.ts'
import { LOGO_COLOUR, logoPicture } from '../sources/logo.ts'
import { launchBrowser } from './browser.ts'
import { runChild } from './child.ts'
import { blend, colourDistance, grabFrame, meanColour } from './frames.ts'
import { logoProblems } from './logo-check.ts'
import { startPlayerSite } from './player.ts'
import { tempFolder } from './temp-folder.ts'

const CORNER = { x: 0.02, y: 0.02, width: 0.2, height: 0.2 }
const MIDDLE = { x: 0.4, y: 0.4, width: 0.2, height: 0.2 }
const WHOLE = { x: 0, y: 0, width: 1, height: 1 }

describe('what a frame shows', () => {
  test('the background of a clip is told from its moving middle', async () => {
    const frame = await grabFrame(await testClip())
    expect(colourDistance(meanColour(frame, CORNER), CLIP_BACKGROUND)).toBeLessThan(8)
    expect(colourDistance(meanColour(frame, MIDDLE), CLIP_BACKGROUND)).toBeGreaterThan(30)
  })

  test.each(['png', 'jpeg', 'webp'] as const)('a logo as %s has its colour', async (format) => {
    const folder = tempFolder('logo')
    const file = join(folder.path, `logo.${format}`)
    writeFileSync(file, await logoPicture(format))
    const colour = meanColour(await grabFrame(file), WHOLE)
    folder.remove()
    expect(colourDistance(colour, LOGO_COLOUR)).toBeLessThan(8)
  })

  test('half a logo over the background is the mean of both', () => {
    expect(
      blend({ red: 200, green: 0, blue: 100 }, { red: 0, green: 100, blue: 100 }, 0.5),
    ).toEqual({ red: 100, green: 50, blue: 100 })
  })
})

test('a logo at its place is found there, and two hundredths beside it is not', async () => {
  const folder = tempFolder('logo')
  const [logo, frame] = [join(folder.path, 'logo.png'), join(folder.path, 'frame.png')]
  writeFileSync(logo, await logoPicture())
  const overlay = '[1:v]scale=128:64[l];[0:v][l]overlay=x=448:y=36:format=rgb'
  const inputs = ['-v', 'error', '-i', await testClip(), '-i', logo]
  await runChild('ffmpeg', [...inputs, '-filter_complex', overlay, '-frames:v', '1', frame])
  const seen = await grabFrame(frame)
  folder.remove()
  expect(logoProblems(seen, { x: 0.7, y: 0.1, width: 0.2, opacity: 1 })).toEqual([])
  expect(logoProblems(seen, { x: 0.72, y: 0.1, width: 0.2, opacity: 1 })).not.toEqual([])
  expect(logoProblems(seen, { x: 0.7, y: 0.12, width: 0.2, opacity: 1 })).not.toEqual([])
  expect(logoProblems(seen, { x: 0.7, y: 0.1, width: 0.2, opacity: 0.8 })).not.toEqual([])
})

describe('the player', () => {
  let browser: Browser
  let site: Awaited<ReturnType<typeof startPlayerSite>>
  beforeAll(async () => {
    browser = await launchBrowser()
    site = await startPlayerSite(browser)
  })
  afterAll(async () => {
    await site?.close()
    await browser?.close()
  })

  test('sees a live stream move', async () => {
    const source = await startHls()
    const player = await site.play(source.url)
    const state = await player.untilPlayed(3)
    expect(state).toMatchObject({ width: 640, height: 360, fatalErrors: [] })
    expect(state.decodedFrames).toBeGreaterThan(50)
    await player.close()
    await source.close()
  })

  test('does not take a dead stream for a live one', async () => {
    const source = await statusSource(404)
    const player = await site.play(source.url)
    await expect(player.untilPlayed(1, 2000)).rejects.toThrow()
    await player.close()
    await source.close()
  })
})
