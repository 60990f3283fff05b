import { ChannelId, HostId, RecordingId, type RecordingView } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import { render } from '../../../test/render.tsx'
import { RecordingRow } from './recording-row.tsx'

const ID = '6a3c0f52-7a0e-4d0c-9a51-0d9b53a4f001'
const BEGIN = '2026-11-28T00:00:00.000Z'
const FILE = {
  state: 'ready' as const,
  progress: 1,
  bytes: 10_000_000,
  sha256: null,
  seconds: 3600,
  chapters: 3,
  reason: null,
}

function shown(leftOutSeconds: number | undefined, language: 'en' | 'tr'): Promise<string> {
  const recording: RecordingView = {
    id: RecordingId.parse(ID),
    channelId: ChannelId.parse(ID),
    hostId: HostId.parse(ID),
    channelName: 'News',
    hostName: 'Rack',
    name: 'The final',
    kind: 'past',
    keepDays: null,
    from: BEGIN,
    to: BEGIN,
    rollingHours: null,
    isExported: true,
    isUploaded: false,
    expiresAt: null,
    playUrl: '',
    downloadUrl: null,
    problem: null,
    createdBy: null,
    createdAt: BEGIN,
    observed: {
      id: RecordingId.parse(ID),
      state: 'kept',
      begin: BEGIN,
      end: BEGIN,
      seconds: 3790,
      bytes: 11_000_000,
      seams: 2,
      gaps: 0,
      missingSeconds: 0,
      file: { ...FILE, leftOutSeconds },
    },
  }
  return render(<RecordingRow recording={recording} playAt="" isOver mayChange={false} />, {
    language,
  })
}

test('what a file lacks because it is of another codec is said beside its length', async () => {
  expect(await shown(190, 'en')).toContain('3m 10s of another codec left out')
  expect(await shown(190, 'tr')).toContain('başka kodekteki 3\u00a0dk 10\u00a0sn dosyaya alınmadı')
})

test('of a file that has all that was recorded nothing is said', async () => {
  expect(await shown(undefined, 'en')).not.toContain('left out')
})
