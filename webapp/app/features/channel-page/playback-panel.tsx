import type { ChannelView } from '@cashbacktv/contract'
import { KeyRound, Link2, UserX } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { useBounds } from '../../shared/use-bounds.ts'
import { Button } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Field } from '../../ui/field.tsx'
import { Input, Select } from '../../ui/input.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Panel } from '../../ui/panel.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { EndAddresses } from './end-addresses.tsx'
import { usePlaybackAccess } from './use-playback-access.ts'

/** Hours for which an address is signed. */
const HOURS = [1, 4, 24, 168, 720] as const

/** Signs addresses of a channel that not everyone may watch, and ends them. */
export function PlaybackPanel({ channel }: { channel: Pick<ChannelView, 'id'> }) {
  const { t } = useTranslation()
  const access = usePlaybackAccess(channel.id)
  const bounds = useBounds('playback.viewer')
  const [viewer, setViewer] = useState('')
  const [hours, setHours] = useState('4')
  const sign = (event: FormEvent) => {
    event.preventDefault()
    void access.sign({ seconds: Number(hours) * 3600, viewer: viewer.trim() })
  }
  return (
    <Panel title={t('playback.title')} bodyClassName="grid gap-4 text-sm">
      <form onSubmit={sign} className="flex flex-wrap items-end gap-3">
        <Field
          label={t('playback.viewer')}
          hint={t('playback.viewerHint')}
          className="min-w-48 grow"
        >
          {(binding) => (
            <Input
              {...binding}
              name="viewer"
              value={viewer}
              {...bounds}
              autoComplete="off"
              onChange={({ target }) => setViewer(target.value)}
            />
          )}
        </Field>
        <Field label={t('playback.valid')}>
          {(binding) => (
            <Select
              {...binding}
              name="hours"
              value={hours}
              onChange={({ target }) => setHours(target.value)}
            >
              {HOURS.map((count) => (
                <option key={count} value={count}>
                  {t(count < 48 ? 'playback.hours' : 'playback.days', {
                    count: count < 48 ? count : count / 24,
                  })}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Button type="submit" disabled={access.busy}>
          <Link2 aria-hidden="true" />
          {t('playback.sign')}
        </Button>
        <Button
          type="button"
          look="quiet"
          disabled={access.busy || viewer.trim() === ''}
          onClick={() => void access.endViewer(viewer.trim())}
        >
          <UserX aria-hidden="true" />
          {t('playback.endViewer')}
        </Button>
      </form>
      <ProblemNotice>{access.problem}</ProblemNotice>
      {access.done ? (
        <Notice tone="good" role="status">
          {access.done}
        </Notice>
      ) : null}
      {access.signed ? <Secret label={t('playback.address')} text={access.signed.url} /> : null}
      {access.playbackKey ? <Secret label={t('playback.key')} text={access.playbackKey} /> : null}
      <div className="flex flex-wrap gap-2">
        <Button
          look="quiet"
          disabled={access.busy || access.playbackKey !== null}
          onClick={() => void access.revealKey()}
        >
          <KeyRound aria-hidden="true" />
          {t('playback.revealKey')}
        </Button>
        <EndAddresses disabled={access.busy} end={access.endAll} />
      </div>
    </Panel>
  )
}

function Secret({ label, text }: { label: string; text: string }) {
  const { t } = useTranslation()
  return (
    <div className="grid gap-1">
      <p className="text-xs text-dim">{label}</p>
      <p className="flex items-start gap-2">
        <output className="min-w-0 font-mono text-xs [overflow-wrap:anywhere]">{text}</output>
        <CopyButton text={() => text} label={t('playback.copy', { what: label })} />
      </p>
    </div>
  )
}
