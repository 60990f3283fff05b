import type { ChannelView } from '@cashbacktv/contract'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { browserApi, waits } from '../../shared/browser-api.ts'
import { LANGUAGES, THEMES } from '../../shared/domain/preferences.ts'
import { NAV_ITEMS } from '../../shared/nav-items.ts'
import { useMayOperate, useUser } from '../../shared/use-user.ts'
import { ALERT_PLACES } from '../alerts/alert-places.ts'
import type { Commanded } from '../channel/commands.ts'
import { type Command, possibleCommands } from '../channel/domain/channel-status.ts'
import type { DocEntry } from '../docs/doc-pages.server.ts'
import { docsLink } from '../docs/domain/doc-links.ts'
import { ROLES } from '../people/domain/people.ts'
import type { PaletteEntry } from './domain/palette.ts'
import { PLACES } from './domain/places.ts'
import { readDocs } from './read-docs.ts'
import { enPlaces } from './texts/en-places.ts'
import { trPlaces } from './texts/tr-places.ts'

export type PaletteTarget =
  | { kind: 'go'; to: string }
  /** To what the web app does not serve. */
  | { kind: 'leave'; to: string }
  | { kind: 'command'; channel: Commanded; command: Command }
  | { kind: 'prefer'; name: 'theme' | 'language'; value: string }
export type TargetedEntry = PaletteEntry & {
  target: PaletteTarget
  /** A command in two parts, so that a long name does not push out what is done to it. */
  parts?: { name: string; verb: string }
}

const MOST_OF_PAGE = 500
const COMMANDS: Command[] = ['start', 'stop', 'restart']

/** Pages and preferences at once; channels, what can be asked of them, and chapters as soon as they have come. */
export function usePaletteEntries(): { entries: TargetedEntry[]; loading: boolean } {
  const { channels, failed } = useChannels()
  const pages = usePages()
  const preferences = usePreferences()
  const docs = useDocs()
  const ofChannel = useChannelEntries()
  const entries = useMemo(
    () => [...pages, ...preferences, ...(channels ?? []).flatMap(ofChannel), ...docs],
    [pages, preferences, channels, ofChannel, docs],
  )
  return { entries, loading: channels === null && !failed }
}

function useChannels() {
  const [channels, setChannels] = useState<ChannelView[] | null>(null)
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    const abort = new AbortController()
    readAll(abort.signal, setChannels).catch(() => setFailed(!abort.signal.aborted))
    return () => abort.abort()
  }, [])
  return { channels, failed }
}

/** Page after page: what has come can be found already. */
async function readAll(signal: AbortSignal, show: (channels: ChannelView[]) => void) {
  const all: ChannelView[] = []
  for (let page = 1; ; page += 1) {
    const asked = { page, pageSize: MOST_OF_PAGE }
    const { items, total } = await browserApi.channels.list.query(asked, { signal, ...waits.page })
    all.push(...items)
    show([...all])
    if (items.length < MOST_OF_PAGE || all.length >= total) return
  }
}

function usePages(): TargetedEntry[] {
  const { t, i18n } = useTranslation()
  const places = i18n.language === 'tr' ? trPlaces : enPlaces
  const role = useUser()?.role ?? 'viewer'
  return useMemo(() => {
    const rank = ROLES.indexOf(role)
    const page = (to: string, label: string): TargetedEntry => ({
      id: `page ${to}`,
      kind: 'page',
      label,
      target: { kind: 'go', to },
    })
    return [
      ...NAV_ITEMS.map(({ to, key }) => page(to, t(`nav.${key}`))),
      ...PLACES.filter((place) => rank >= ROLES.indexOf(place.role)).map(({ to, key }) =>
        page(to, places[key]),
      ),
      ...ALERT_PLACES.flatMap(({ to, key, role: least }) =>
        key !== 'incidents' && rank >= ROLES.indexOf(least) ? page(to, places.alerts[key]) : [],
      ),
      {
        id: 'page /api/docs',
        kind: 'page',
        label: t('user.apiDocs'),
        target: { kind: 'leave', to: '/api/docs' },
      },
    ]
  }, [role, t, places])
}

function usePreferences(): TargetedEntry[] {
  const { t } = useTranslation()
  return useMemo(() => {
    const choice = (name: 'theme' | 'language', value: string, text: string): TargetedEntry => ({
      id: `${name} ${value}`,
      kind: 'command',
      label: `${t(`user.${name}`)}: ${text}`,
      target: { kind: 'prefer', name, value },
    })
    return [
      ...THEMES.map((theme) => choice('theme', theme, t(`theme.${theme}`))),
      ...LANGUAGES.map((language) => choice('language', language, t(`language.${language}`))),
    ]
  }, [t])
}

/** Pages of the documentation and their chapters. */
function useDocs(): TargetedEntry[] {
  const [docs, setDocs] = useState<readonly DocEntry[]>([])
  useEffect(() => {
    const abort = new AbortController()
    void readDocs(abort.signal).then((entries) => abort.signal.aborted || setDocs(entries))
    return () => abort.abort()
  }, [])
  return useMemo(() => {
    const doc = (to: string, label: string): TargetedEntry => ({
      id: `doc ${to}`,
      kind: 'doc',
      label,
      target: { kind: 'go', to },
    })
    return docs.flatMap(({ name, title, chapters }) => [
      doc(docsLink(name), title),
      ...chapters.map((chapter) => doc(docsLink(name, chapter.id), `${title}: ${chapter.title}`)),
    ])
  }, [docs])
}

function useChannelEntries(): (channel: ChannelView) => TargetedEntry[] {
  const { t } = useTranslation()
  const mayOperate = useMayOperate()
  return useMemo(
    () => (channel) => {
      const { id, name, desired, status } = channel
      const opens = (to: string, verb?: string): TargetedEntry => ({
        id: `channel ${to}`,
        kind: verb ? 'command' : 'channel',
        label: verb ? `${name}: ${verb}` : name,
        target: { kind: 'go', to },
        ...(verb ? { parts: { name, verb } } : {}),
      })
      if (!mayOperate) return [opens(`/channels/${id}`)]
      const can = possibleCommands({ desired, status })
      return [
        opens(`/channels/${id}`),
        opens(`/channels/${id}/edit`, t('palette.edit')),
        opens(`/channels/${id}/logo`, t('palette.logo')),
        ...COMMANDS.filter((command) => can[command]).map(
          (command): TargetedEntry => ({
            id: `${command} ${id}`,
            kind: 'command',
            label: t(`command.${command}Named`, { name }),
            target: { kind: 'command', channel, command },
            parts: { name, verb: t(`command.${command}`) },
          }),
        ),
      ]
    },
    [mayOperate, t],
  )
}
