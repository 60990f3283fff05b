import { CreateChannelInput, type HostId, type SourceId } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import { CHANNEL_BOUNDS, NEW_CHANNEL } from '../channel-form.server.ts'
import {
  baseOfCopy,
  copyName,
  formOfChannel,
  formOfCopy,
  readChannelForm,
  toChannelBody,
} from './channel-form.ts'
import { partOf } from './form-parts.ts'
import { SETTING_PATHS } from './setting-fields.ts'
import { NO_ACCESS } from './source-access.ts'
import { editSources, parseSourceEdit } from './source-rows.ts'
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
  'output.audio.levelDb': '0',
  'output.audio.mix': 'stereo',
  priority: '50',
  'hls.segmentSeconds': '2',
  'hls.windowSegments': '6',
  'dvr.windowSeconds': '0',
  'dvr.budgetBytes': '',
  'slate.enabled': 'on',
  'content.floorKbps': '200',
  'content.targetLufs': '-23',
  'content.toleranceLu': '6',
  'content.timeZone': 'Europe/Istanbul',
}

test('a filled form is a body that the contract accepts', () => {
  const body = toChannelBody(readChannelForm(form(FIELDS)), NEW_CHANNEL)
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
  const refused = CreateChannelInput.safeParse(
    toChannelBody(readChannelForm(form(typed)), NEW_CHANNEL),
  )
  expect(refused.error?.issues.map(({ path }) => path.join('.'))).toEqual(['name', 'sources.0.url'])
})

test('limits are typed in megabytes and percent, empty for none, and what is no number is not taken for none', () => {
  const limitsOf = (cpu: string, memory: string) => {
    const typed = { ...FIELDS, 'limits.cpuPercent': cpu, 'limits.memoryBytes': memory }
    return toChannelBody(readChannelForm(form(typed)), NEW_CHANNEL)
  }
  const limits = (cpuPercent: unknown, memoryBytes: unknown) => ({
    limits: { cpuPercent, memoryBytes },
  })
  expect(limitsOf('', ' ')).toMatchObject(limits(null, null))
  expect(limitsOf('150', '0,5')).toMatchObject(limits(150, 500_000))
  expect(limitsOf('1.5', '400')).toMatchObject(limits(1.5, 400_000_000))
  const refused = CreateChannelInput.safeParse(limitsOf('much', '-'))
  expect(refused.error?.issues.map(({ path }) => path.join('.')).sort()).toEqual([
    'limits.cpuPercent',
    'limits.memoryBytes',
  ])
})

test('a form of a new channel that only names it and its source asks for the defaults of the contract', () => {
  const blank = formOfChannel(NEW_CHANNEL)
  const [source] = blank.sources
  if (!source) throw new Error('A form has a source to fill in.')
  const sources = [{ ...source, url: 'testcard://640x360@25' }]
  const typed = { ...blank, name: 'Kanal', sources }
  const sent = CreateChannelInput.parse(toChannelBody(typed, NEW_CHANNEL))
  const plain = { name: 'Kanal', sources: sent.sources }
  expect(sent).toEqual(CreateChannelInput.parse(plain))
})

test('an empty slug keeps the one that is there, and an empty number is refused where one is needed', () => {
  const stored = { ...NEW_CHANNEL, slug: 'kanal' }
  const typed = { ...FIELDS, slug: '', priority: '' }
  const body = toChannelBody(readChannelForm(form(typed)), stored)
  expect(body).toMatchObject({ slug: 'kanal' })
  const refused = CreateChannelInput.safeParse(body)
  expect(refused.error?.issues.map(({ path }) => path.join('.'))).toEqual(['priority'])
})

test('every setting of the form is one of the contract, and every setting of a person has a place in it', () => {
  const bounds = Object.keys(CHANNEL_BOUNDS)
  for (const path of SETTING_PATHS) expect(bounds).toContain(path.replace('.0.', '.*.'))
  const notInTheForm = ['id', 'copyOf']
  const settings = Object.keys(CreateChannelInput.shape)
  expect(settings.filter((name) => partOf(name) === null).sort()).toEqual(notInTheForm.sort())
})

test('copy mode carries no logo', () => {
  const body = toChannelBody(
    readChannelForm(form({ ...FIELDS, 'output.mode': 'copy' })),
    NEW_CHANNEL,
  )
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

test('a host is asked for by who chose one; where placement chose, it may go on choosing', () => {
  const hostId = '10000000-0000-4000-8000-00000000000a' as HostId
  const bodyOf = (pinned: boolean) => {
    const stored = { ...NEW_CHANNEL, hostId, pinned }
    return toChannelBody(formOfChannel(stored), stored)
  }
  expect(bodyOf(true)).toMatchObject({ hostId })
  expect(bodyOf(false)).toMatchObject({ hostId: null })
})

test('a copy is a new channel with all settings of the other, and says whose its sources are', () => {
  const id = '10000000-0000-4000-8000-000000000001' as SourceId
  const source = { id, url: 'https://a.example/x', headers: [{ name: 'X-Key', value: 'y' }] }
  const stored = { ...NEW_CHANNEL, slug: 'kanal', priority: 90, sources: [source] }
  const form = formOfCopy(stored, 'Kanal (kopya)')
  const body = CreateChannelInput.parse(toChannelBody(form, baseOfCopy(stored)))
  expect(body).toMatchObject({ name: 'Kanal (kopya)', priority: 90, sources: [source] })
  expect(body.slug).toBeUndefined()
})

test('a long name leaves room for what says that it is a copy', () => {
  expect(copyName('Haber', ' (kopya)')).toBe('Haber (kopya)')
  const long = copyName('x'.repeat(100), ' (kopya)')
  expect(long).toHaveLength(100)
  expect(long.endsWith('x (kopya)')).toBe(true)
})
