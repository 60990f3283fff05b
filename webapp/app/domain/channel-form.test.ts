import { CreateChannelInput } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import {
  editSources,
  otherProblems,
  parseSourceEdit,
  readChannelForm,
  toChannelBody,
} from './channel-form.ts'
import { NO_ACCESS } from './source-access.ts'
import { NO_TRACKS } from './track-form.ts'

function form(fields: Record<string, string>): FormData {
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) data.set(name, value)
  return data
}
const FIELDS = {
  name: ' Kanal ',
  slug: '',
  'sources.0.id': '',
  'sources.0.url': 'https://a.example/x.m3u8',
  'sources.1.id': '',
  'sources.1.url': '',
  'logo.assetId': '7c9e6679-7425-40de-944b-e07fc1f90ae7',
  'logo.x': '82',
  'logo.y': '',
  'logo.width': '13.5',
  'logo.opacity': '90',
  'output.mode': 'transcode',
  'output.presetId': 'broadcast',
  'output.renditions.0.height': '720',
  autoRestart: 'on',
  priority: '50',
  'hls.segmentSeconds': '2',
  'hls.windowSegments': '6',
  'slate.enabled': 'on',
}

test('a filled form is a body that the contract accepts', () => {
  const body = toChannelBody(readChannelForm(form(FIELDS)))
  const parsed = CreateChannelInput.parse(body)
  expect(parsed).toMatchObject({
    name: 'Kanal',
    sources: [{ url: 'https://a.example/x.m3u8' }],
    logo: { x: 0.82, y: 0.05, width: 0.135, opacity: 0.9 },
    output: { mode: 'transcode', renditions: [{ height: 720 }] },
  })
})

test('an empty name and a bad address are both told of at the first save', () => {
  const typed = { ...FIELDS, name: ' ', 'sources.0.url': 'gopher://a.example/' }
  const refused = CreateChannelInput.safeParse(toChannelBody(readChannelForm(form(typed))))
  expect(refused.error?.issues.map(({ path }) => path.join('.'))).toEqual(['name', 'sources.0.url'])
})

test('limits are typed in megabytes and percent, empty for none, and what is no number is not taken for none', () => {
  const limitsOf = (cpu: string, memory: string) =>
    toChannelBody(
      readChannelForm(form({ ...FIELDS, 'limits.cpuPercent': cpu, 'limits.memoryBytes': memory })),
    ).limits
  expect(limitsOf('', ' ')).toEqual({ cpuPercent: null, memoryBytes: null })
  expect(limitsOf('150', '0,5')).toEqual({ cpuPercent: 150, memoryBytes: 500_000 })
  expect(limitsOf('1.5', '400')).toEqual({ cpuPercent: 1.5, memoryBytes: 400_000_000 })
  expect(limitsOf('much', '-')).toEqual({ cpuPercent: -1, memoryBytes: -1 })
})

test('copy mode carries no logo', () => {
  const body = toChannelBody(readChannelForm(form({ ...FIELDS, 'output.mode': 'copy' })))
  expect(body.logo).toBeNull()
})

test('sources are added, moved and removed, and never all of them', () => {
  const row = (key: string) => ({ key, id: '', url: key, access: NO_ACCESS, ...NO_TRACKS })
  const keys = (intent: string, rows: string[]) => {
    const edit = parseSourceEdit(intent)
    return edit && editSources(rows.map(row), edit, 'new').map(({ key }) => key)
  }
  expect(keys('sources:add:0', ['a'])).toEqual(['a', 'new'])
  expect(keys('sources:up:1', ['a', 'b'])).toEqual(['b', 'a'])
  expect(keys('sources:down:1', ['a', 'b'])).toEqual(['a', 'b'])
  expect(keys('sources:remove:0', ['a', 'b'])).toEqual(['b'])
  expect(keys('sources:remove:0', ['a'])).toEqual(['a'])
  expect(keys('save', ['a'])).toBeNull()
})

test('a problem that no field shows is not lost', () => {
  const problems = [
    { path: 'name', message: 'x' },
    { path: 'hls.windowSegments', message: 'y' },
  ]
  expect(otherProblems(problems, [/^name$/])).toEqual([problems[1]])
})
