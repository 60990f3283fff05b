import { auditPlaylist } from '../auditor/audit-playlist.ts'
import type { Violation } from '../auditor/playlist-rules.ts'
import type { startPlayerSite } from '../stack/player.ts'
import { waitFor } from '../stack/wait-for.ts'

type Watched = {
  stalledSeconds: number
  fatalErrors: string[]
  violations: Violation[]
}

export type Watch = {
  /** Waits until the picture has moved for so many more seconds. */
  untilPlayedOn(seconds: number): Promise<void>
  end(): Promise<Watched>
}

type PlayerSite = Awaited<ReturnType<typeof startPlayerSite>>

/** A strict auditor and a real player on one channel; answers once the player's picture moves. */
export async function watchChannel(site: PlayerSite, url: string): Promise<Watch> {
  await listsEnough(url)
  const abort = new AbortController()
  const audit = auditPlaylist({ url, signal: abort.signal })
  const player = await site.play(url)
  const begun = await player.untilPlayed(4)
  return {
    async untilPlayedOn(seconds) {
      const { playedSeconds } = await player.state()
      await player.untilPlayed(playedSeconds + seconds, 60_000)
    },
    async end() {
      const { stalledSeconds, fatalErrors } = await player.state()
      abort.abort()
      const { violations } = await audit
      await player.close()
      return { stalledSeconds: stalledSeconds - begun.stalledSeconds, fatalErrors, violations }
    },
  }
}

/** As much as players keep ahead (RFC 8216, 6.3.3): who comes to a channel sooner has less to play meanwhile. */
async function listsEnough(url: string): Promise<void> {
  const listed = async () => (await (await fetch(url)).text()).split('#EXTINF').length - 1
  await waitFor('three segments', async () => (await listed()) >= 3)
}
