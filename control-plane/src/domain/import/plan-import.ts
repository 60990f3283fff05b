import {
  type ChannelId,
  CreateChannelInput,
  type FieldProblem,
  fieldProblems,
  type GroupId,
  type HostId,
  type ImportRow,
  type ImportRowState,
  type Message,
  parseSourceUrl,
  readingFlaw,
} from '@cashbacktv/contract'
import { freeSlug, slugOf } from '../channels/slug.ts'
import { problemAt } from '../errors.ts'
import { type Candidate, candidateOf } from './candidate.ts'
import { doublesOf, type Seen, see } from './doubles.ts'
import { idsOf } from './import-ids.ts'
import type { ListedChannel } from './listed-channel.ts'

/** What a list is judged against. */
export type ImportFacts = {
  /** Every channel that is there, with the stored addresses of its sources. */
  channels: readonly { id: ChannelId; name: string; slug: string; urls: readonly string[] }[]
  /** Slugs of channels out of reach: they are taken, and nothing else is said of these channels. */
  foreignSlugs?: readonly string[]
  presets: readonly { id: string; name: string }[]
  hosts: readonly { id: HostId; name: string }[]
  /** Those in reach. */
  groups: readonly { id: GroupId; name: string }[]
  /** Why an address is not admitted, by the form of it that is stored. */
  refusals: ReadonlyMap<string, Message>
}

/** `input` is null for a row that cannot be made, or was made by the same request before. */
export type PlannedRow = { row: ImportRow; id: ChannelId; input: WantedChannel | null }
export type WantedChannel = CreateChannelInput & { slug: string }

export type ImportOptions = { importId: string; presetId: string }

/** What becomes of each channel of a list, in its order. Each sees the ones before it. */
export function planImport(
  listed: readonly ListedChannel[],
  facts: ImportFacts,
  options: ImportOptions,
): PlannedRow[] {
  const ids = idsOf(options.importId, listed)
  const own = new Set(ids)
  const made = new Map(facts.channels.map((channel) => [channel.id, channel]))
  const others = facts.channels.filter(({ id }) => !own.has(id))
  const seen: Seen = { names: new Map(), sources: new Map(), slugs: new Map() }
  for (const { name, slug, urls } of others) see(seen, { by: name, line: null, name, slug, urls })
  for (const slug of facts.foreignSlugs ?? []) seen.slugs.set(slug, { by: '', line: null })
  const reserved = new Set([
    ...(facts.foreignSlugs ?? []),
    ...facts.channels.map(({ slug }) => slug),
    ...listed.flatMap(({ slug }) => slug ?? []),
  ])
  return listed.map((channel, index) => {
    const id = ids[index]
    if (!id) throw new Error('A row has no id.')
    const stored = made.get(id)
    const planned = planRow(channel, { facts, options, seen, reserved, id, stored })
    const { row } = planned
    if (row.state !== 'bad') {
      reserved.add(row.slug)
      const urls = row.sources.map(({ url }) => url)
      see(seen, { by: row.name, line: row.line, name: row.name, slug: row.slug, urls })
    }
    return planned
  })
}

type Scene = {
  facts: ImportFacts
  options: ImportOptions
  seen: Seen
  reserved: ReadonlySet<string>
  id: ChannelId
  /** As this very request made it before. */
  stored: ImportFacts['channels'][number] | undefined
}

function planRow(listed: ListedChannel, scene: Scene): PlannedRow {
  const { facts, options, seen, reserved, id, stored } = scene
  const { body, hostName, groupName, flaws: own } = candidateOf(listed, facts, options.presetId)
  const sources = body.sources.map((source) => ({ ...source, url: storedForm(source.url) }))
  const read = CreateChannelInput.safeParse({ ...body, sources })
  const wrong = read.success ? [] : withoutDoubles(fieldProblems(read.error), listed.flaws)
  const slug = stored?.slug ?? listed.slug ?? freeSlug(slugOf(listed.name), reserved)
  const written = listed.slug === undefined ? null : slug
  const asked = { name: listed.name, slug: written, urls: sources.map(({ url }) => url) }
  const doubles = stored ? { flaws: [], doubles: [] } : doublesOf(seen, asked)
  const flaws = [
    ...[...listed.flaws, ...own].map(({ path, message }) => problemAt(path, message)),
    ...wrong,
    ...sources.flatMap((source, index) => sourceFlaws(source, index, facts.refusals)),
    ...doubles.flaws,
  ]
  const state: ImportRowState =
    flaws.length > 0 ? 'bad' : doubles.doubles.length > 0 ? 'double' : 'ready'
  const row: ImportRow = {
    line: listed.line,
    name: listed.name,
    sources,
    state,
    mode: body.output.mode,
    hostId: body.hostId,
    hostName,
    groupId: body.groupId,
    groupName,
    slug: state === 'bad' ? (listed.slug ?? '') : slug,
    presetId: body.output.presetId ?? null,
    problems: state === 'bad' ? flaws : doubles.doubles,
    outcome: stored ? 'created' : 'planned',
    channelId: stored ? id : null,
  }
  const isToMake = read.success && state !== 'bad' && !stored
  return { row, id, input: isToMake ? { ...read.data, id, slug } : null }
}

/** As it would be stored, so that two spellings of one address are one source. */
function storedForm(url: string): string {
  const parsed = parseSourceUrl(url)
  return parsed.ok ? parsed.href : url
}

function sourceFlaws(
  source: Candidate['body']['sources'][number],
  index: number,
  refusals: ImportFacts['refusals'],
): FieldProblem[] {
  const refusal = refusals.get(source.url)
  const flaw = readingFlaw(source)
  return [
    ...(refusal ? [problemAt(`sources.${index}.url`, refusal)] : []),
    ...(flaw ? [problemAt(`sources.${index}.${flaw.field}`, flaw.message)] : []),
  ]
}

/** What the list itself has said of a field is not said again by the schema. */
function withoutDoubles(
  problems: readonly FieldProblem[],
  said: ListedChannel['flaws'],
): FieldProblem[] {
  return problems.filter(({ path }) => !said.some((flaw) => flaw.path === path))
}
