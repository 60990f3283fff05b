import type { RecordingView } from '@cashbacktv/contract'
import { Form, useNavigation } from '@remix-run/react'
import { useRef, useState } from 'react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { useBounds } from '../../shared/use-bounds.ts'
import { Button } from '../../ui/button.tsx'
import { Instant } from '../../ui/elapsed.tsx'
import { Field } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'
import { LinkButton } from '../../ui/link-button.tsx'
import { Panel } from '../../ui/panel.tsx'
import { usePlayer } from '../channel-page/use-player.ts'
import { partsOf } from './domain/playable.ts'
import { FileBoxes } from './record-fields.tsx'

type RecordingPlayerProps = {
  recording: RecordingView
  /** Of its parts of six hours, from 0. */
  part: number
  /** Where another part is played. */
  playAt(part: number): string
  /** Where nothing is played. */
  closeAt: string
  newId: string
  mayCut: boolean
}

/** Plays a recording, and cuts a part out of it where the picture stands. */
export function RecordingPlayer(props: RecordingPlayerProps) {
  const { recording, part, playAt, closeAt } = props
  const { t } = useTranslation()
  const ref = useRef<HTMLVideoElement>(null)
  // What it was when it was opened: one that runs does not begin anew each time that it has grown.
  const [parts] = useState(() => partsOf(recording))
  const address = parts[part]?.address ?? ''
  const { state, instant } = usePlayer(ref, address, address !== '')
  const { name } = recording
  return (
    <Panel
      title={t('recordings.playing', { name })}
      actions={
        <LinkButton size="small" to={closeAt} preventScrollReset>
          {t('recordings.close')}
        </LinkButton>
      }
      bodyClassName="grid gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]"
    >
      <div className="grid content-start gap-2">
        <video
          ref={ref}
          aria-label={t('recordings.playing', { name })}
          muted
          playsInline
          controls
          className="aspect-video w-full rounded-lg bg-black"
        />
        {state === 'playing' ? null : (
          <p role="status" className="text-xs text-dim">
            {t(state === 'failed' ? 'recordings.cannotPlay' : 'recordings.loading')}
          </p>
        )}
        {parts.length > 1 ? (
          <div className="flex flex-wrap gap-1">
            {parts.map(({ from }, at) => (
              <LinkButton
                key={from}
                size="small"
                to={playAt(at)}
                aria-current={at === part ? 'true' : undefined}
                preventScrollReset
              >
                {t('recordings.part', { number: at + 1 })}
              </LinkButton>
            ))}
          </div>
        ) : null}
      </div>
      {props.mayCut ? <Cut {...props} instant={instant} /> : null}
    </Panel>
  )
}

type CutProps = Pick<RecordingPlayerProps, 'recording' | 'newId'> & { instant(): string | null }

function Cut({ recording, newId, instant }: CutProps) {
  const { t } = useTranslation()
  const busy = useNavigation().formMethod === 'POST'
  const bounds = useBounds('recording.name')
  const [from, setFrom] = useState<string | null>(null)
  const [to, setTo] = useState<string | null>(null)
  const isWhole = from !== null && to !== null && from < to
  return (
    <Form method="post" className="grid content-start gap-3 text-sm">
      <h3 className="font-semibold">{t('recordings.cut')}</h3>
      <p className="text-dim">{t('recordings.cutHint')}</p>
      {(['intent', 'newId', 'channelId', 'partOf', 'from', 'to'] as const).map((name) => (
        <input
          key={name}
          type="hidden"
          name={name}
          value={
            { ...HIDDEN, newId, channelId: recording.channelId, partOf: recording.id, from, to }[
              name
            ] ?? ''
          }
        />
      ))}
      <Mark text={t('recordings.markBegin')} at={from} mark={() => setFrom(instant())} />
      <Mark text={t('recordings.markEnd')} at={to} mark={() => setTo(instant())} />
      <Field label={t('recordings.cutName')} problem={undefined}>
        {(binding) => (
          <Input
            {...binding}
            name="name"
            {...bounds}
            autoComplete="off"
            defaultValue={t('recordings.partOf', { name: recording.name }).slice(
              0,
              bounds.maxLength,
            )}
          />
        )}
      </Field>
      <FileBoxes isExported isUploaded={false} />
      <div>
        <Button type="submit" look="primary" aria-disabled={busy} disabled={!isWhole}>
          {t('recordings.keepPart')}
        </Button>
      </div>
    </Form>
  )
}

const HIDDEN = { intent: 'cut' }

function Mark({ text, at, mark }: { text: string; at: string | null; mark: () => void }) {
  const { t } = useTranslation()
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Button size="small" onClick={mark}>
        {text}
      </Button>
      <span className="text-dim">
        {at === null ? t('recordings.notMarked') : <Instant at={at} />}
      </span>
    </div>
  )
}
