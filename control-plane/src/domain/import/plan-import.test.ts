import { ChannelId, GroupId, HostId, messageOf } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import { type ImportFacts, planImport } from './plan-import.ts'
import { readList } from './read-list.ts'

const NOTHING: ImportFacts = {
  channels: [],
  presets: [
    { id: 'broadcast', name: 'Broadcast' },
    { id: 'hd-1', name: 'Yüksek' },
  ],
  hosts: [{ id: HostId.parse('00000000-0000-4000-8000-000000000001'), name: 'Ankara' }],
  groups: [{ id: GroupId.parse('00000000-0000-4000-8000-000000000002'), name: 'Spor' }],
  refusals: new Map(),
}
const options = { importId: '00000000-0000-4000-8000-00000000000a', presetId: 'broadcast' }

function plan(text: string, facts: Partial<ImportFacts> = {}) {
  const list = readList(text)
  if (list.kind === 'refused') throw new Error(list.why.code)
  return planImport(list.channels, { ...NOTHING, ...facts }, options)
}
const told = (text: string, facts: Partial<ImportFacts> = {}) =>
  plan(text, facts).map(({ row }) => [
    row.state,
    ...row.problems.map(({ path, code, message }) => `${path} ${code ?? message}`),
  ])
const there = (name: string, slug: string, urls: string[] = []) => ({
  id: ChannelId.parse('00000000-0000-4000-8000-000000000009'),
  name,
  slug,
  urls,
})

test('a row becomes a channel with the preset, mode and host that it names', () => {
  const [row] = plan(
    'ad;kaynak;ön ayar;çıkış;sunucu;öncelik\nIşık;HTTP://A.example/x;YÜKSEK;copy;ankara;70',
  )
  expect(row?.input).toMatchObject({
    name: 'Işık',
    slug: 'isik',
    priority: 70,
    hostId: NOTHING.hosts[0]?.id,
    output: { mode: 'copy', presetId: 'hd-1' },
    sources: [{ url: 'http://a.example/x' }],
  })
  expect(row?.row).toMatchObject({ state: 'ready', hostName: 'Ankara', problems: [] })
})

test('a row is put into the group that its column names; what players call a group is noted', () => {
  const [own, other, listed] = plan(
    'ad;kaynak;kanal grubu;grup\nA;udp://@239.1.1.1:5001;SPOR;\nB;udp://@239.1.1.1:5002;Haber;\nC;udp://@239.1.1.1:5003;;Spor',
  )
  const spor = NOTHING.groups[0]?.id
  expect(own?.input?.groupId).toBe(spor)
  expect(own?.row).toMatchObject({ groupId: spor, groupName: 'Spor' })
  expect(other?.row).toMatchObject({
    state: 'bad',
    groupName: 'Haber',
    problems: [{ path: 'groupId', code: 'import-group' }],
  })
  expect(listed?.input).toMatchObject({ groupId: null, note: 'Spor' })
  expect(listed?.row).toMatchObject({ groupId: null, groupName: null })
})

test('all that is wrong with a row is said, and it is not made', () => {
  const list = [
    'name;source;preset;mode;host;priority;slug',
    ';javascript:alert(1);none;maybe;nowhere;high;Not A Slug',
    'B;file:///etc/passwd;;;;;',
    'C;http://10.0.0.1/;;;;;',
    'D;;;;;;',
  ].join('\n')
  const refusals = new Map([['http://10.0.0.1/', messageOf('network-never')]])
  expect(told(list, { refusals })).toEqual([
    [
      'bad',
      'output.presetId import-preset',
      'hostId import-host',
      'output.mode import-mode',
      'priority import-priority',
      'name channel-name-empty',
      'slug slug-form',
      'sources.0.url address-scheme',
    ],
    ['bad', 'sources.0.url address-scheme'],
    ['bad', 'sources.0.url network-never'],
    ['bad', 'sources import-no-source'],
  ])
  expect(plan(list, { refusals }).every(({ input }) => input === null)).toBe(true)
})

test('a name or a source that is there or comes twice is a double; a slug that is taken is wrong', () => {
  const list = [
    'name;source;slug',
    'trt  1;http://new.example/;',
    'A;http://old.example/;',
    'B;http://b.example/;x',
    'b;http://b.example/;',
    'C;http://c.example/;x',
    'D;http://d.example/;trt-1',
  ].join('\n')
  const channels = [there('TRT 1', 'trt-1', ['http://old.example/'])]
  expect(told(list, { channels })).toEqual([
    ['double', 'name import-name-there'],
    ['double', 'sources.0.url import-source-there'],
    ['ready'],
    ['double', 'name import-name-twice', 'sources.0.url import-source-twice'],
    ['bad', 'slug import-slug-twice'],
    ['bad', 'slug import-slug-there'],
  ])
})

test('slugs are chosen free, and never one that a later row writes', () => {
  const list =
    'name;source;slug\nA B;http://a.example/;\nA-B;http://b.example/;\nC;http://c.example/;a-b-2'
  const channels = [there('Other', 'a-b')]
  expect(plan(list, { channels }).map(({ row }) => row.slug)).toEqual(['a-b-3', 'a-b-4', 'a-b-2'])
})

test('a row keeps its id when the list is edited around it, and what was made is not made again', () => {
  const before = plan('name;source\nA;http://a.example/\nB;http://b.example/')
  const made = before[1]
  if (!made) throw new Error('no row')
  const channels = [{ id: made.id, name: 'B', slug: 'b', urls: ['http://b.example/'] }]
  const after = plan('name;source\nNew;http://n.example/\n\nB;http://b.example/', { channels })
  expect(after.map(({ row, input }) => [row.state, row.outcome, input === null])).toEqual([
    ['ready', 'planned', false],
    ['ready', 'created', true],
  ])
  expect(after[1]?.row.channelId).toBe(made.id)
  const other = planImport([], NOTHING, { ...options, importId: crypto.randomUUID() })
  expect(other).toEqual([])
})

test('a double is told the first that has it, also one that this request made before', () => {
  const list = 'name;source\nA;http://a.example/\nA;http://b.example/\nA;http://c.example/'
  const lines = (facts: Partial<ImportFacts>) =>
    plan(list, facts).map(({ row }) => row.problems[0]?.params)
  expect(lines({})).toEqual([undefined, { line: 2 }, { line: 2 }])
  const id = plan(list)[0]?.id ?? ChannelId.parse('')
  const channels = [{ id, name: 'A', slug: 'a', urls: ['http://a.example/'] }]
  expect(lines({ channels })).toEqual([undefined, { line: 2 }, { line: 2 }])
})

test('two rows that say the same are two rows', () => {
  const [a, b] = plan('name;source\nA;http://a.example/\nA;http://a.example/')
  expect(a?.id).not.toBe(b?.id)
  expect([a?.row.state, b?.row.state]).toEqual(['ready', 'double'])
})

test('headers of an address that takes none are said where they are', () => {
  const list = '#EXTM3U\n#EXTINF:-1,A\n#EXTVLCOPT:http-user-agent=VLC\nudp://@239.1.1.1:5000'
  expect(told(list)).toEqual([['bad', 'sources.0.userAgent headers-http-only']])
})
