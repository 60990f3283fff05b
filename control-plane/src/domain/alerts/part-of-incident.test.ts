import { ENGLISH } from '@cashbacktv/contract'
import { TURKISH } from '@cashbacktv/contract/in-turkish'
import { describe, expect, test } from 'vitest'
import { alertView, incidentSummary, type StoredAlert } from './incident-view.ts'
import { noteOf } from './note.ts'
import { partOfIncident } from './part-of-incident.ts'
import {
  type AlertWorld,
  aTarget,
  channelId,
  createAlertWorld,
  groupId,
  idOf,
} from './test/alert-world.ts'

const PROVIDER = 'feeds.example'
const LANGUAGES = { en: { ...ENGLISH, tag: 'en-GB' }, tr: { ...TURKISH, tag: 'tr-TR' } }
const [ONE, TWO, THREE] = [groupId(1), groupId(2), groupId(3)]
const ofGroup = (number: number) => {
  const { filter } = aTarget()
  const id = aTarget().id.slice(0, -1) + String(number)
  return aTarget({ id: id as never, filter: { ...filter, groupIds: [groupId(number)] } })
}
const EVERYBODY = aTarget({ id: idOf(4, 9) as never })

/** Channels 1 to 3 are of group 1, 4 and 5 of group 2, 6 of none; whoever may be told is. */
function aFleet(): AlertWorld {
  const world = createAlertWorld()
  world.host(1)
  for (const number of [1, 2, 3, 4, 5, 6]) world.channel(number, 1, [PROVIDER, 'backup.example'])
  for (const number of [1, 2, 3]) world.group(number, ONE)
  for (const number of [4, 5]) world.group(number, TWO)
  world.targets = [EVERYBODY, ofGroup(1), ofGroup(2), ofGroup(3)]
  world.pass(5)
  return world
}

const NAMES = new Map<string, string>([
  [EVERYBODY.id, 'everybody'],
  ...[1, 2, 3].map((number): [string, string] => [ofGroup(number).id, `group ${number}`]),
])
const told = ({ messages }: AlertWorld) =>
  messages.map(({ targetId, news, severity }) => `${NAMES.get(targetId)}: ${news} ${severity}`)

describe('a target of one group', () => {
  test('is told of an incident that hits others too, once that it is and once that it is over', () => {
    const world = aFleet()
    for (const number of [1, 2, 4, 6]) world.lose(number)
    world.pass(40)
    expect(world.open()).toHaveLength(1)
    const whom = ['everybody', 'group 1', 'group 2']
    expect(told(world).toSorted()).toEqual(whom.map((who) => `${who}: raised critical`))
    for (const number of [1, 2, 4, 6]) world.heal(number)
    world.pass(60)
    expect(told(world).slice(3).toSorted()).toEqual(whom.map((who) => `${who}: over critical`))
  })

  test('is told once its own is hit, not before', () => {
    const world = aFleet()
    for (const number of [1, 2]) world.lose(number)
    world.pass(60)
    expect(told(world)).toEqual(['everybody: raised critical', 'group 1: raised critical'])
    world.lose(4)
    world.pass(20)
    expect(world.open()).toHaveLength(1)
    expect(told(world).slice(2)).toEqual(['group 2: raised critical'])
  })

  test('hears how bad its own part is, and that it became worse', () => {
    const world = aFleet()
    for (const number of [1, 2]) world.see(number, { source: 1 })
    world.lose(4)
    world.lose(5)
    world.pass(40)
    expect(world.open()).toHaveLength(1)
    expect(told(world).toSorted()).toEqual([
      'everybody: raised critical',
      'group 1: raised warning',
      'group 2: raised critical',
    ])
    world.lose(1)
    world.pass(40)
    expect(told(world).slice(3)).toEqual(['group 1: worse critical'])
  })

  test('that wants what is critical alone hears nothing while only others are', () => {
    const world = aFleet()
    const { filter, ...own } = ofGroup(1)
    world.targets = [{ ...own, filter: { ...filter, severity: 'critical' } }]
    world.see(1, { source: 1 })
    for (const number of [4, 5]) world.lose(number)
    world.pass(40)
    expect(told(world)).toEqual([])
    world.lose(1)
    world.pass(40)
    expect(told(world)).toEqual(['group 1: raised critical'])
  })

  test('hears nothing of a channel that is in no group, or is not in its any more', () => {
    const world = aFleet()
    world.targets = [ofGroup(1), ofGroup(3)]
    world.group(1, THREE)
    world.lose(1)
    world.lose(6)
    world.pass(40)
    expect(told(world)).toEqual(['group 3: raised critical'])
  })
})

const noHost = () => 0

describe('a machine that falls silent', () => {
  const silent = () => {
    const world = aFleet()
    world.host(2)
    world.channel(7, 2, [PROVIDER])
    world.group(7, THREE)
    world.switchOff(3)
    world.pass(5)
    world.silence(1)
    world.pass(40)
    return world
  }

  test('is told to the groups whose channels it carries, and to no other', () => {
    const world = silent()
    expect(world.open()).toHaveLength(1)
    const whom = ['everybody', 'group 1', 'group 2']
    expect(told(world).toSorted()).toEqual(whom.map((who) => `${who}: raised critical`))
    world.silence(1, true)
    world.pass(60)
    expect(told(world).slice(3).toSorted()).toEqual(whom.map((who) => `${who}: over critical`))
  })

  test('hits of a group as many channels as it carries of it', () => {
    const [one] = silent().open()
    const part = one && partOfIncident(one.row, one.raised, () => 2)
    expect(part).toMatchObject({ channels: 2, channelsEver: 2, viewers: null, partial: true })
    expect(part?.said).toMatchObject({ code: 'incident-machine-silent', params: { count: 2 } })
  })
})

describe('the part of an incident', () => {
  const noteIn = (world: AlertWorld, own: readonly StoredAlert[], language: 'en' | 'tr') => {
    const row = world.open()[0]?.row ?? world.stored[0]
    if (!row) throw new Error('There is no incident.')
    return noteOf({
      news: row.overAt ? 'over' : 'raised',
      publicUrl: null,
      timeZone: 'UTC',
      incident: incidentSummary(partOfIncident(row, own, noHost), world.now()),
      alerts: own.map(alertView),
      language: LANGUAGES[language],
    })
  }
  const ownOf = (world: AlertWorld, ...numbers: number[]) => {
    const ids = new Set<string>(numbers.map(channelId))
    return world.open().flatMap(({ raised }) => raised.filter((one) => ids.has(one.subjectId)))
  }

  test('counts, names and dates its own channels alone, in either language', () => {
    const world = aFleet()
    world.lose(4)
    world.pass(3)
    for (const number of [1, 2]) world.lose(number)
    world.pass(30)
    for (const language of ['en', 'tr'] as const) {
      const { title, lines } = noteIn(world, ownOf(world, 1, 2), language)
      expect(title).toMatch(/feeds\.example.*2/)
      expect(lines.join('\n')).toMatch(/channel 1, channel 2/)
      expect(lines.join('\n')).not.toMatch(/channel 4/)
    }
    const [one] = world.open()
    const part = one && partOfIncident(one.row, ownOf(world, 1, 2), noHost)
    expect(part).toMatchObject({ channels: 2, channelsEver: 2, viewers: null, partial: true })
    expect(part?.since.getTime()).toBe(ownOf(world, 1, 2)[0]?.since.getTime())
  })

  test('of one channel is that channel', () => {
    const world = aFleet()
    for (const number of [1, 2, 4]) world.lose(number)
    world.pass(30)
    expect(noteIn(world, ownOf(world, 4), 'en').title).toBe(
      'Critical: Viewers of channel 4 get the slate.',
    )
  })

  test('is over with the whole, and was until its own end', () => {
    const world = aFleet()
    for (const number of [1, 2, 4]) world.lose(number)
    world.pass(30)
    const own = ownOf(world, 4)
    const clearedAt = world.now()
    world.pass(100)
    for (const number of [1, 2, 4]) world.heal(number)
    world.pass(60)
    const ended = own.map((alert) => ({ ...alert, clearedAt, healing: 'person' as const }))
    const { lines } = noteIn(world, ended, 'en')
    expect(lines).toContain(`Until 23 Nov 2026, ${clearedAt.toISOString().slice(11, 19)} (UTC).`)
    expect(lines).toContain('A person has changed or restarted it.')
  })

  test('says what people wrote into it to nobody else', () => {
    const world = aFleet()
    for (const number of [1, 4]) world.lose(number)
    world.pass(30)
    const [one] = world.open()
    if (!one) throw new Error('There is no incident.')
    const acts = { acknowledgedAt: world.now(), acknowledgedBy: 'a', acknowledgedNote: 'channel 4' }
    const part = partOfIncident({ ...one.row, ...acts }, ownOf(world, 1), noHost)
    expect(incidentSummary(part, world.now()).acknowledged).toMatchObject({ by: null, note: '' })
  })
})
