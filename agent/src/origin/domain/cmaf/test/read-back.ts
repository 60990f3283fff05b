import type { AacAudio } from '@cashbacktv/contract'
import { PARAMETERS, PICTURE_PARAMETERS } from '../../i-frames/test/make-pictures.ts'
import { readTrack } from '../read-track.ts'
import type { CmafTrack } from '../track.ts'
import { tables } from './make-stream.ts'

export const STEREO: AacAudio = { sampleRateIndex: 3, channels: 2 }
export const FRAME = 3600
export const unit = (hex: string, more = 0) =>
  Buffer.concat([Buffer.from(hex, 'hex'), Buffer.alloc(more, 0x55)])
export const SETS = [unit(PARAMETERS), unit(PICTURE_PARAMETERS)]
export const [DELIMITER, CAPTIONS, FILLER] = [
  unit('0910'),
  unit('060455b5003147413934'),
  unit('0cffff80'),
]
export const [IDR, PREDICTED] = [unit('65888000ff', 1000), unit('419a0000ff', 300)]

export function video(...pictures: readonly Buffer[]): CmafTrack {
  return found(readTrack(Buffer.concat([tables(), ...pictures]), 'video'))
}

export function audio(...units: readonly Buffer[]): CmafTrack {
  return found(readTrack(Buffer.concat([tables(), ...units]), 'audio'))
}

export function found(track: CmafTrack | 'unsupported' | null): CmafTrack {
  if (track === null || track === 'unsupported') throw new Error(`There is no track: ${track}.`)
  return track
}

/** What stands behind each length. */
export function unitsOf({ data }: { data: readonly Buffer[] }): Buffer[] {
  const bytes = Buffer.concat(data)
  const units: Buffer[] = []
  for (let at = 0; at < bytes.length; at += 4 + bytes.readUInt32BE(at)) {
    units.push(bytes.subarray(at + 4, at + 4 + bytes.readUInt32BE(at)))
  }
  return units
}
