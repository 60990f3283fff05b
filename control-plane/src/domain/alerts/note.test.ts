import { ENGLISH, reasonOf } from '@cashbacktv/contract'
import { TURKISH } from '@cashbacktv/contract/in-turkish'
import { expect, test } from 'vitest'
import { alertView, incidentSummary } from './incident-view.ts'
import { noteOf } from './note.ts'
import { createAlertWorld, failingRestream } from './test/alert-world.ts'

const LANGUAGES = { en: { ...ENGLISH, tag: 'en-GB' }, tr: { ...TURKISH, tag: 'tr-TR' } }

test('a message on a destination says since when it fails and why, in either language', () => {
  const world = createAlertWorld()
  world.host(1)
  world.channel(1, 1, ['source.example'])
  world.sendOn(1, ['tv.example'])
  const refused = reasonOf('network', 'restream-refused')
  const restreams = [failingRestream(1, 0, new Date('2026-11-23T11:30:05Z'), refused)]
  world.see(1, { also: { restreams } })
  world.pass(70)
  const [{ row, raised } = { row: null, raised: [] }] = world.open()
  const noteIn = (language: keyof typeof LANGUAGES) =>
    row &&
    noteOf({
      news: 'raised',
      incident: incidentSummary(row, world.now()),
      publicUrl: null,
      alerts: raised.map(alertView),
      language: LANGUAGES[language],
      timeZone: 'UTC',
    }).lines
  expect(noteIn('en')).toEqual([
    'Since 23 Nov 2026, 11:30:05 (UTC).',
    'Channels: channel 1.',
    'Viewers that are hit: 3.',
    `Why: ${refused.message}`,
    'It is tried again by itself until it works.',
  ])
  expect(noteIn('tr')?.join('\n')).toMatch(/23 Kas 2026 11:30:05[\s\S]*Hedef bağlantıyı/)
})
