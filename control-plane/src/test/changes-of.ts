import { HostSettings } from '@cashbacktv/contract'
import { CONTENT_KINDS } from '@cashbacktv/contract/content-kind'

/** What is there that the bodies of changes name: two of each. */
export type Named = {
  hosts: readonly [string, string]
  groups: readonly [string, string]
  pictures: readonly [Picture, Picture]
}
export type Picture = { id: string; sha256: string }
/** Two bodies of a change that say all that it may: no value of the second is as in the first. */
export type Bodies = { whole: object; other: object }

export function hostSettings(): Bodies {
  const { sourceAllowCidrs: _, maxConcurrentStarts: __, ...numbers } = HostSettings.parse({})
  const shifted = (by: number) =>
    Object.fromEntries(
      Object.entries(numbers).map(([name, value]) => [
        name,
        value < 1 ? value + by / 10 : value + by,
      ]),
    )
  const cidrs = ['127.0.0.0/8', '10.0.0.0/8']
  return {
    whole: { ...shifted(1), maxConcurrentStarts: 3, sourceAllowCidrs: cidrs.slice(0, 1) },
    other: { ...shifted(2), maxConcurrentStarts: 4, sourceAllowCidrs: cidrs },
  }
}

export function encodings(): Bodies {
  return {
    whole: {
      speed: 'fast',
      crf: 24,
      maxBitrateKbps: 5000,
      profile: 'main',
      level: '4.0',
      keyframeSeconds: 1,
      bFrames: 2,
      lookaheadFrames: 20,
      tune: null,
      aqMode: 1,
      threads: 4,
    },
    // Without B-frames and look-ahead before it is tuned for latency, which has neither.
    other: {
      speed: 'faster',
      crf: 25,
      maxBitrateKbps: 5100,
      profile: 'high',
      level: '4.2',
      keyframeSeconds: 1.5,
      bFrames: 0,
      lookaheadFrames: 0,
      tune: 'zerolatency',
      aqMode: 3,
      threads: 5,
    },
  }
}

function content(isOther: boolean) {
  const one = isOther
    ? { action: 'both', seconds: 12, exceptAt: '01:00-02:00' }
    : { action: 'switch', seconds: 11, exceptAt: '23:00-06:00' }
  return Object.fromEntries(CONTENT_KINDS.map((name) => [name, one]))
}

export function channelBodies({ hosts, groups, pictures }: Named): Bodies {
  const weekly = (day: number) => [{ days: [day], start: '08:00', end: '09:00' }]
  const oneOff = (day: number) => {
    const at = (hour: number) => `2030-01-0${day}T0${hour}:00:00.000Z`
    return [{ from: at(1), until: at(2), onAir: true }]
  }
  return {
    whole: {
      name: 'Whole',
      slug: 'whole',
      sources: [{ url: 'testcard://640x360@25' }],
      restreams: [{ name: 'First', url: 'udp://127.0.0.1:5004' }],
      logo: { assetId: pictures[0].id, x: 0.1, y: 0.2, width: 0.3, opacity: 0.4 },
      layers: [{ kind: 'text', text: 'Live' }],
      output: {
        presetId: 'zerolatency',
        deinterlace: 'field',
        encoder: 'gpu-if-there',
        codec: 'hevc',
        renditions: [{ name: 'hd', height: 720 }],
        audio: {
          mode: 'encode',
          bitrateKbps: 192,
          language: 'tur',
          levelDb: 3,
          mix: 'mono',
          targetLufs: -23,
          asVariant: true,
          renditions: [{ name: 'eng', track: { language: 'eng' } }],
        },
        subtitles: [{ name: 'tur' }],
        mode: 'transcode',
      },
      hls: { segmentSeconds: 4, windowSegments: 9 },
      slate: { enabled: false, picture: pictures[0].sha256, language: 'en' },
      dvr: { windowSeconds: 3600, budgetBytes: 5e9 },
      cues: 'daterange',
      playback: {
        signed: true,
        encrypted: true,
        sites: ['example.com'],
        mostViewers: 5,
        networks: ['192.0.2.0/24'],
      },
      content: {
        ...content(false),
        floorKbps: 300,
        targetLufs: -20,
        toleranceLu: 7,
        timeZone: 'UTC',
      },
      schedule: { timeZone: 'UTC', weekly: weekly(1), oneOff: oneOff(1) },
      hostId: hosts[0],
      groupId: groups[0],
      autoRestart: false,
      priority: 60,
      limits: { memoryBytes: 1e9, cpuPercent: 200 },
      note: 'Of the day',
    },
    other: {
      name: 'Other',
      slug: 'other',
      sources: [{ url: 'testcard://320x180@25' }],
      restreams: [{ name: 'Second', url: 'udp://127.0.0.1:5006' }],
      logo: { assetId: pictures[1].id, x: 0.2, y: 0.3, width: 0.4, opacity: 0.5 },
      layers: [{ kind: 'text', text: 'Again' }],
      hls: { segmentSeconds: 5, windowSegments: 10 },
      slate: { enabled: true, picture: pictures[1].sha256, language: 'tr' },
      dvr: { windowSeconds: 7200, budgetBytes: 6e9 },
      cues: 'daterange-and-cue-out',
      playback: {
        signed: false,
        encrypted: false,
        sites: ['example.org'],
        mostViewers: 6,
        networks: ['198.51.100.0/24'],
      },
      content: {
        ...content(true),
        floorKbps: 400,
        targetLufs: -21,
        toleranceLu: 8,
        timeZone: 'Europe/London',
      },
      schedule: { timeZone: 'Europe/London', weekly: weekly(2), oneOff: oneOff(2) },
      hostId: hosts[1],
      groupId: groups[1],
      autoRestart: true,
      priority: 70,
      limits: { memoryBytes: 2e9, cpuPercent: 300 },
      note: 'Of the night',
      output: {
        presetId: 'broadcast',
        deinterlace: 'frame',
        encoder: 'gpu',
        codec: 'h264',
        renditions: [{ name: 'sd', height: 480 }],
        audio: {
          mode: 'auto',
          bitrateKbps: 96,
          language: 'eng',
          levelDb: 4,
          mix: 'left',
          targetLufs: -22,
          asVariant: false,
          renditions: [{ name: 'fra', track: { language: 'fra' } }],
        },
        subtitles: [{ name: 'eng' }],
        // Last: a copy has neither a logo nor layers.
        mode: 'copy',
      },
    },
  }
}
