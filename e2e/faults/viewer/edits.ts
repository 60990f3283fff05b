import { NOISY_MACHINE } from '@cashbacktv/contract/noisy-machine'
import { expect, test } from 'vitest'
import { logoPicture } from '../../sources/logo.ts'
import { waitFor } from '../../stack/wait-for.ts'
import { channelEvents, countKinds, toldTwice } from './channel-events.ts'
import { expectUnnoticed } from './unnoticed.ts'
import type { ViewerStage } from './viewer-stage.ts'

/** What an operator changes while viewers watch. */
export function edits(stage: () => ViewerStage): void {
  test.concurrent(
    'a logo that is moved and a bitrate that is changed on air each replace one run, unseen',
    NOISY_MACHINE,
    async () => {
      const { stack, site, newSource, onAir } = stage()
      const { id: assetId } = await stack.api.uploadLogo(await logoPicture())
      const audio = (bitrateKbps: number) => ({
        output: { audio: { mode: 'encode' as const, bitrateKbps } },
      })
      const first = { logo: { assetId, x: 0.8, y: 0.1 }, ...audio(128) }
      const { id, playbackUrl } = await onAir('Edits', [await newSource()], first)
      const changes = [{ logo: { assetId, x: 0.05, y: 0.7 } }, audio(96)]
      await expectUnnoticed(site, playbackUrl, async (watch) => {
        for (const [before, edit] of changes.entries()) {
          await stack.api.updateChannel(id, edit)
          await waitFor('the run before to be replaced', async () => {
            const kinds = countKinds(await channelEvents(stack, id))
            return (kinds['run-exited'] ?? 0) > before
          })
          await watch.untilPlayedOn(8)
        }
      })
      const events = await channelEvents(stack, id)
      const words = JSON.stringify(events)
      expect(toldTwice(events), words).toEqual([])
      const each = { 'run-started': 3, 'first-segment': 3, 'run-exited': 2 }
      expect(countKinds(events), words).toMatchObject(each)
      const exits = events.flatMap((one) => (one.kind === 'run-exited' ? one.detail.asked : []))
      expect(exits).toEqual([true, true])
    },
  )
}
