import type { SourceFacts, TestCard } from '@cashbacktv/contract'
import { parseTestCard } from '@cashbacktv/contract'

/** Moving picture with a running clock and frame counter, and a tone that beeps each second. */
export function testCardGraph(card: TestCard): string {
  const picture = `testsrc2=size=${card.width}x${card.height}:rate=${card.framesPerSecond}`
  const tone = 'sine=frequency=440:beep_factor=4:sample_rate=48000'
  return `${picture},format=yuv420p[out0];${tone},volume=0.25,aformat=channel_layouts=stereo[out1]`
}

/** What a probe would find in a test card; null for any other source. */
export function testCardFacts(href: string): SourceFacts | null {
  const card = parseTestCard(href)
  if (!card) return null
  return {
    container: 'lavfi',
    video: {
      codec: 'rawvideo',
      width: card.width,
      height: card.height,
      framesPerSecond: card.framesPerSecond,
      interlaced: false,
      pixelFormat: 'yuv420p',
    },
    audio: { codec: 'pcm_s16le', profile: null, channels: 2, sampleRate: 48_000 },
    bitrateKbps: null,
  }
}
