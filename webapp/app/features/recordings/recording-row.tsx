import type { RecordingView } from '@cashbacktv/contract'
import { Form, Link } from '@remix-run/react'
import { Download } from 'lucide-react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { ActButton } from '../../ui/act-button.tsx'
import { buttonClass } from '../../ui/button.tsx'
import { Instant } from '../../ui/elapsed.tsx'
import { LinkButton } from '../../ui/link-button.tsx'
import { DeleteForm } from '../alerts/delete-form.tsx'
import { partsOf } from './domain/playable.ts'
import { useRecordingWords } from './use-recording-words.ts'

type RecordingRowProps = {
  recording: RecordingView
  /** Where it is played on this page. */
  playAt: string
  /** Its end is past. */
  isOver: boolean
  mayChange: boolean
}

/** One recording: of what, what there is of it, and what can be done with it. */
export function RecordingRow({ recording, playAt, isOver, mayChange }: RecordingRowProps) {
  const { t } = useTranslation()
  const words = useRecordingWords()
  const { id, name, channelId, channelName, hostName, kind, from, to, observed } = recording
  const state = observed?.state ?? 'unknown'
  const hours = recording.rollingHours ?? 0
  const end = observed?.state === 'recording' ? observed.end : to
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 text-sm">
      <div className="min-w-0 flex-1 basis-64 [overflow-wrap:anywhere]">
        <p>
          <span className="font-medium">{name}</span>{' '}
          <span className={state === 'recording' ? 'text-bad' : 'text-dim'}>
            {t(`recordings.state.${state}`)}
          </span>
        </p>
        <p className="text-xs text-dim">
          <Link to={`/channels/${channelId}`} className="underline">
            {channelName}
          </Link>
          {` · ${t(`recordings.kind.${kind}`, { hours })} · ${t('recordings.on', { host: hostName })}`}
          {recording.createdBy ? ` · ${t('recordings.by', { name: recording.createdBy })}` : ''}
        </p>
        <p className="text-xs text-dim">
          <Instant at={observed?.begin ?? from} dateToo />
          {end ? (
            <>
              {' – '}
              <Instant at={end} dateToo />
            </>
          ) : null}
          {words.figures(recording).map((text) => ` · ${text}`)}
          {recording.expiresAt ? (
            <>
              {` · ${t('recordings.until')} `}
              <Instant at={recording.expiresAt} dateToo />
            </>
          ) : null}
        </p>
        <Files observed={observed} problem={recording.problem} />
      </div>
      <div className="flex flex-wrap items-center gap-1">
        {partsOf(recording).length > 0 ? (
          <LinkButton
            size="small"
            to={playAt}
            aria-label={t('recordings.playNamed', { name })}
            preventScrollReset
          >
            {t('recordings.play')}
          </LinkButton>
        ) : null}
        {recording.downloadUrl ? (
          <a
            href={recording.downloadUrl}
            download
            className={buttonClass({ size: 'small' })}
            aria-label={t('recordings.downloadNamed', { name })}
          >
            <Download aria-hidden="true" />
            {t('recordings.download')}
          </a>
        ) : null}
        {mayChange ? <Acts recording={recording} isOver={isOver} /> : null}
        {mayChange ? <DeleteForm {...words.deletion({ id, name })} /> : null}
      </div>
    </li>
  )
}

/** What is wrong with it, and what became of its file and of the copy of that in the bucket. */
function Files({ observed, problem }: Pick<RecordingView, 'observed' | 'problem'>) {
  const words = useRecordingWords()
  const { file, upload } = observed ?? {}
  return (
    <>
      {problem ? <p className="text-xs text-bad">{words.problem(problem)}</p> : null}
      {file ? (
        <p className={file.state === 'failed' ? 'text-xs text-bad' : 'text-xs text-dim'}>
          {words.file(file)}
          {file.sha256 ? (
            <span className="figure block text-[0.7rem]">{`SHA-256 ${file.sha256}`}</span>
          ) : null}
        </p>
      ) : null}
      {upload ? (
        <p className={upload.state === 'failed' ? 'text-xs text-bad' : 'text-xs text-dim'}>
          {words.upload(upload)}
        </p>
      ) : null}
    </>
  )
}

function Acts({ recording, isOver }: Pick<RecordingRowProps, 'recording' | 'isOver'>) {
  const { id, isExported, isUploaded, observed, name } = recording
  const { t } = useTranslation()
  const isThere = observed?.state !== 'lost'
  const acts = [
    ...(isOver ? [] : (['stop'] as const)),
    ...(isOver && isThere && !isExported ? (['export'] as const) : []),
    ...(isOver && isThere && !isUploaded ? (['upload'] as const) : []),
  ]
  return acts.map((act) => (
    <Form key={act} method="post" preventScrollReset>
      <input type="hidden" name="id" value={id} />
      <ActButton intent={act} label={t(`recordings.${act}Named`, { name })}>
        {t(`recordings.${act}`)}
      </ActButton>
    </Form>
  ))
}
