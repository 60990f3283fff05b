import type { ContentKind, ContentSettings, LoudnessObservation } from '@cashbacktv/contract'
import type { ContentSample } from './content-sample.ts'
import type { Cards } from './still-cards.ts'

/** Quieter is silence: noise of a line that is open, and nothing that a programme has. In LUFS. */
const SILENT_BELOW = -60
/** Samples so close to full scale have been cut off, in dB. */
const CLIPPED_FROM = -0.1

export type Judged = { kind: ContentKind; isPresent: boolean }

/** Which conditions a sample speaks of, and whether they are there. */
export function judgeSample(
  sample: ContentSample,
  settings: Pick<ContentSettings, 'floorKbps' | 'targetLufs' | 'toleranceLu'>,
  known: { cards: Cards; shape: string | null },
): readonly Judged[] {
  switch (sample.kind) {
    case 'picture': {
      const { isBlack, isMoving } = sample.picture
      return [
        { kind: 'black', isPresent: isBlack },
        // Black stands still by nature: it is told of as black.
        { kind: 'freeze', isPresent: !isMoving && !isBlack },
        { kind: 'stillCard', isPresent: known.cards.isSame },
      ]
    }
    case 'loudness':
      return [
        { kind: 'silence', isPresent: isSilent(sample.loudness) },
        { kind: 'loudness', isPresent: isOff(sample.loudness, settings) },
        { kind: 'clipping', isPresent: (sample.loudness.peakDb ?? -70) >= CLIPPED_FROM },
      ]
    case 'packets':
      return [
        { kind: 'noAudio', isPresent: sample.audioAbsent },
        { kind: 'lowBitrate', isPresent: (sample.bitrateKbps ?? Infinity) < settings.floorKbps },
      ]
    case 'shape':
      return [{ kind: 'changed', isPresent: known.shape !== null && known.shape !== sample.shape }]
  }
}

function isSilent({ momentaryLufs }: LoudnessObservation): boolean {
  return momentaryLufs === null || momentaryLufs < SILENT_BELOW
}

/** Silence is told of as silence. */
function isOff(
  { shortTermLufs }: LoudnessObservation,
  { targetLufs, toleranceLu }: Pick<ContentSettings, 'targetLufs' | 'toleranceLu'>,
): boolean {
  return shortTermLufs !== null && Math.abs(shortTermLufs - targetLufs) > toleranceLu
}
