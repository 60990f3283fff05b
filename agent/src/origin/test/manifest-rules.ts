import { readXml, type XmlElement } from './read-xml.ts'

/** How an element may be written: its attributes, `!` before what it cannot be without, and its children in their order. */
type Rule = { attributes: Record<string, RegExp>; children: readonly string[] }

const [COUNT, TEXT, WORD] = [/^\d+$/, /^[^\n]+$/, /^\S+$/]
const POSITIVE = /^[1-9]\d*$/
const DURATION = /^PT\d+(\.\d+)?S$/
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/
/** BCP 47, without what is private. */
const LANGUAGE = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/
/** Without white space: the identifier of a representation stands in addresses. */
const ID = /^[^\s/]+$/
const DESCRIPTOR: Rule = { attributes: { '!schemeIdUri': /^urn:\S+$/, value: TEXT }, children: [] }
/** What sets and representations have in common stands before what is their own (5.3.7). */
const LABELLED = ['InbandEventStream', 'Label']

/**
 * Of ISO/IEC 23009-1:2022, in own words and of what this product writes alone: sections 5.3.1.3 (MPD),
 * 5.3.2.3 (Period), 5.3.3.3, 5.3.5.3 and 5.3.7.3 (sets and representations), 5.3.9.5 (templates), 5.3.9.6
 * (timelines), 5.10.2 (events), and of ANSI/SCTE 214-1 6.7.4 for what is in these.
 */
const RULES: Readonly<Record<string, Rule>> = {
  MPD: {
    attributes: {
      '!xmlns': /^urn:mpeg:dash:schema:mpd:2011$/,
      '!profiles': /^urn:[^\s,]+(,urn:[^\s,]+)*$/,
      '!type': /^(static|dynamic)$/,
      '!minBufferTime': DURATION,
      maxSegmentDuration: DURATION,
      availabilityStartTime: INSTANT,
      publishTime: INSTANT,
      minimumUpdatePeriod: DURATION,
      timeShiftBufferDepth: DURATION,
      suggestedPresentationDelay: DURATION,
      mediaPresentationDuration: DURATION,
    },
    children: ['Period', 'UTCTiming'],
  },
  Period: {
    attributes: { '!id': WORD, '!start': DURATION, duration: DURATION },
    children: ['EventStream', 'AdaptationSet'],
  },
  EventStream: {
    attributes: { '!schemeIdUri': /^urn:scte:scte35:2014:xml\+bin$/, timescale: POSITIVE },
    children: ['Event'],
  },
  Event: {
    attributes: { presentationTime: COUNT, duration: COUNT, '!id': COUNT },
    children: ['scte35:Signal'],
  },
  'scte35:Signal': {
    attributes: { '!xmlns:scte35': /^http:\/\/www\.scte\.org\/schemas\/35\/2016$/ },
    children: ['scte35:Binary'],
  },
  'scte35:Binary': { attributes: {}, children: [] },
  AdaptationSet: {
    attributes: {
      '!id': COUNT,
      '!contentType': /^(video|audio|text)$/,
      lang: LANGUAGE,
      '!mimeType': /^(video|audio|application)\/mp4$/,
      segmentAlignment: /^true$/,
      startWithSAP: /^[0-6]$/,
    },
    children: [...LABELLED, 'Accessibility', 'Role', 'Representation'],
  },
  Label: { attributes: {}, children: [] },
  Accessibility: DESCRIPTOR,
  Role: DESCRIPTOR,
  AudioChannelConfiguration: DESCRIPTOR,
  Representation: {
    attributes: {
      '!id': ID,
      '!bandwidth': POSITIVE,
      '!codecs': WORD,
      audioSamplingRate: POSITIVE,
      width: POSITIVE,
      height: POSITIVE,
      frameRate: /^\d+(\/[1-9]\d*)?$/,
    },
    children: ['AudioChannelConfiguration', ...LABELLED, 'SegmentTemplate'],
  },
  SegmentTemplate: {
    attributes: {
      '!timescale': POSITIVE,
      presentationTimeOffset: COUNT,
      startNumber: COUNT,
      '!initialization': /^[^\s$]+$/,
      '!media': /^[^\s$]*\$Number%08d\$[^\s$]*$/,
    },
    children: ['SegmentTimeline'],
  },
  SegmentTimeline: { attributes: {}, children: ['S'] },
  S: { attributes: { t: COUNT, '!d': POSITIVE, r: POSITIVE }, children: [] },
  UTCTiming: DESCRIPTOR,
}

/** What in a manifest is not as ISO/IEC 23009-1 has it; empty where it is. Throws where it is no XML. */
export function brokenRules(text: string): string[] {
  const root = readXml(text)
  if (root.name !== 'MPD') return [`${root.name} is no MPD`]
  return [...written(root), ...timed(root), ...all(root, 'Period').flatMap(distinct)]
}

/** How it is written, from an element on. */
function written({ name, attributes, children }: XmlElement): string[] {
  const rule = RULES[name]
  if (rule === undefined) return [`${name} is not known`]
  const rules = Object.entries(rule.attributes)
  const lacking = rules.filter(([key]) => key.startsWith('!') && !attributes.has(key.slice(1)))
  const wrong = [...attributes].filter(([key, value]) => {
    return !(rule.attributes[key] ?? rule.attributes[`!${key}`])?.test(value)
  })
  const places = children.map((child) => rule.children.indexOf(child.name))
  const isInOrder = places.every((place, at) => place >= (places[at - 1] ?? 0))
  return [
    ...lacking.map(([key]) => `${name} has no ${key.slice(1)}`),
    ...wrong.map(([key, value]) => `${name} has ${key}="${value}"`),
    ...(isInOrder ? [] : [`${name} has ${children.map((child) => child.name).join()}`]),
    ...children.flatMap(written),
  ]
}

/** Periods follow one another, and the kind of the presentation has what belongs to it (5.3.1.2). */
function timed(root: XmlElement): string[] {
  const needed =
    root.attributes.get('type') === 'static'
      ? ['mediaPresentationDuration']
      : ['availabilityStartTime', 'publishTime', 'minimumUpdatePeriod', 'timeShiftBufferDepth']
  const lacking = needed.filter((key) => !root.attributes.has(key))
  const periods = all(root, 'Period')
  const early = periods.filter((period, at) => {
    const before = periods[at - 1]
    if (before === undefined) return false
    const end = secondsIn(before, 'start') + secondsIn(before, 'duration')
    return !(secondsIn(period, 'start') >= end - 1e-5)
  })
  return [
    ...lacking.map((key) => `The presentation has no ${key}`),
    ...(periods.length === 0 ? ['There is no period'] : []),
    ...early.map(({ attributes }) => `Period ${attributes.get('id')} begins within another`),
    ...(new Set(periods.map(idOf)).size < periods.length ? ['Periods have one id'] : []),
  ]
}

/** What is told apart by its id is, and events have what they are told for. */
function distinct(period: XmlElement): string[] {
  const sets = all(period, 'AdaptationSet')
  const representations = sets.flatMap((set) => all(set, 'Representation'))
  const events = all(period, 'EventStream').flatMap((stream) => all(stream, 'Event'))
  const repeated = [sets, representations, events].filter((some) => {
    return new Set(some.map(idOf)).size < some.length
  })
  const unread = events.filter((event) => {
    const binary = event.children[0]?.children[0]?.text ?? ''
    return binary === '' || Buffer.from(binary, 'base64').toString('base64') !== binary
  })
  return [
    ...repeated.map((some) => `${some[0]?.name} has one id for several`),
    ...unread.map((one) => `Event ${idOf(one)} has no section`),
  ]
}

function all({ children }: XmlElement, name: string): XmlElement[] {
  return children.filter((child) => child.name === name)
}

function idOf({ attributes }: XmlElement): string {
  return attributes.get('id') ?? ''
}

/** Not a number where it is not there. */
function secondsIn({ attributes }: XmlElement, key: string): number {
  return Number(attributes.get(key)?.slice(2, -1))
}
