import {
  type GroupId,
  type HostId,
  type Message,
  messageOf,
  type OutputSettings,
  type SourceReading,
} from '@cashbacktv/contract'
import type { ListedChannel, ListedSource } from './listed-channel.ts'

type Known = {
  presets: readonly { id: string; name: string }[]
  hosts: readonly { id: HostId; name: string }[]
  groups: readonly { id: GroupId; name: string }[]
}

export type Candidate = {
  body: {
    name: string
    slug?: string
    sources: ({ url: string } & SourceReading)[]
    /** Without a preset where the one that is named is not there. */
    output: { mode: OutputSettings['mode']; presetId?: string }
    hostId: HostId | null
    groupId: GroupId | null
    priority?: number
    note?: string
  }
  hostName: string | null
  groupName: string | null
  flaws: { path: string; message: Message }[]
}

/** A row as the body of a new channel, with what cannot be made of it. */
export function candidateOf(listed: ListedChannel, known: Known, presetId: string): Candidate {
  const { name, slug, note, preset, mode, host, group, priority } = listed
  const foundPreset = preset === undefined ? presetId : named(known.presets, preset)?.id
  const foundHost = chosen(known.hosts, host)
  const foundGroup = chosen(known.groups, group)
  const foundMode = mode === undefined ? 'transcode' : modeOf(mode)
  const isPriority = priority === undefined || /^\d{1,3}$/.test(priority)
  const flaws = [
    foundPreset ? null : flawAt('output.presetId', messageOf('import-preset', called(preset))),
    foundHost === undefined ? flawAt('hostId', messageOf('import-host', called(host))) : null,
    foundGroup === undefined ? flawAt('groupId', messageOf('import-group', called(group))) : null,
    foundMode ? null : flawAt('output.mode', messageOf('import-mode')),
    isPriority ? null : flawAt('priority', messageOf('import-priority')),
  ]
  return {
    body: {
      name,
      hostId: foundHost?.id ?? null,
      groupId: foundGroup?.id ?? null,
      sources: listed.sources.map(sourceOf),
      ...(slug === undefined ? {} : { slug }),
      ...(note === undefined ? {} : { note }),
      ...(priority === undefined || !isPriority ? {} : { priority: Number(priority) }),
      output: { mode: foundMode ?? 'transcode', ...(foundPreset ? { presetId: foundPreset } : {}) },
    },
    hostName: foundHost?.name ?? host ?? null,
    groupName: foundGroup?.name ?? group ?? null,
    flaws: flaws.filter((flaw) => flaw !== null),
  }
}

function sourceOf({ headers, userAgent, referer, ...source }: ListedSource) {
  return {
    ...source,
    ...(userAgent === undefined ? {} : { userAgent }),
    ...(referer === undefined ? {} : { referer }),
    ...(headers.length === 0 ? {} : { headers }),
  }
}

/** Null where the row names none, undefined where it names one that is not there. */
function chosen<T extends { id: string; name: string }>(all: readonly T[], text?: string) {
  return text === undefined ? null : named(all, text)
}

/** By its id or its name, in any case. */
function named<T extends { id: string; name: string }>(
  all: readonly T[],
  text: string,
): T | undefined {
  const wanted = folded(text)
  return all.find(({ id, name }) => id === text || folded(name) === wanted)
}

const MODES: readonly [RegExp, OutputSettings['mode']][] = [
  [/^(transcode|encode|kodla)/i, 'transcode'],
  [/^(copy|kopya)/i, 'copy'],
]

function modeOf(text: string): OutputSettings['mode'] | null {
  return MODES.find(([words]) => words.test(text))?.[1] ?? null
}

function called(name: string | undefined): { name: string } {
  return { name: (name ?? '').slice(0, 100) }
}

function folded(text: string): string {
  return text.trim().toLocaleLowerCase('en')
}

function flawAt(path: string, message: Message) {
  return { path, message }
}
