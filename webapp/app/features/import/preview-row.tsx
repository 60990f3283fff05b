import { type ImportRow, maskUrl } from '@cashbacktv/contract'
import { memo } from 'react'
import { useApiText } from '../../i18n/use-api-text.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { ProbeNote } from './probe-note.tsx'
import { RowState } from './row-state.tsx'
import type { Probed } from './use-probe-queue.ts'

type PreviewRowProps = {
  row: ImportRow
  presetName: string | null
  chosen: boolean
  onChoose: (line: number, chosen: boolean) => void
  /** By the address of a source. */
  probed: ReadonlyMap<string, Probed>
}

/** One row of a list: what would be made of it, or what is wrong with it. */
export const PreviewRow = memo(function PreviewRow(props: PreviewRowProps) {
  const { row, presetName, chosen, onChoose, probed } = props
  const { t } = useTranslation()
  const apiText = useApiText()
  const name = row.name || t('import.unnamed')
  const isOpen = row.state !== 'bad' && row.channelId === null
  return (
    <li className="lazy-card grid grid-cols-[auto_1fr] gap-x-3 px-4 py-3 text-sm">
      <input
        type="checkbox"
        name="line"
        value={row.line}
        disabled={!isOpen}
        checked={isOpen && chosen}
        onChange={(event) => onChoose(row.line, event.target.checked)}
        aria-label={t('import.take', { name })}
        className="mt-1 size-4 accent-accent"
      />
      <div className="grid min-w-0 gap-1">
        <p className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5">
          <strong className="font-semibold [overflow-wrap:anywhere]">{name}</strong>
          {row.slug ? <code className="font-mono text-xs text-dim">/{row.slug}</code> : null}
          <RowState row={row} />
          <span className="ml-auto text-xs text-dim">{t('import.row', { line: row.line })}</span>
        </p>
        <SourceLines row={row} probed={probed} />
        <p className="flex flex-wrap gap-x-3 text-xs text-dim">
          <span>{row.mode === 'copy' ? t('import.copy') : presetName}</span>
          {row.hostName ? <span>{t('import.host', { name: row.hostName })}</span> : null}
          {row.groupName ? <span>{t('import.group', { name: row.groupName })}</span> : null}
        </p>
        {row.problems.map((problem) => (
          <p
            key={problem.path + problem.message}
            className={row.state === 'bad' ? 'text-bad' : 'text-warning'}
          >
            <span aria-hidden="true" className="text-[0.6em]">
              ◆{' '}
            </span>
            {apiText.field(problem)}
          </p>
        ))}
      </div>
    </li>
  )
})

function SourceLines({ row, probed }: Pick<PreviewRowProps, 'row' | 'probed'>) {
  const { t } = useTranslation()
  return (
    <ul className="grid gap-1">
      {row.sources.map((source, index) => {
        const { url, userAgent, referer, headers = [] } = source
        const names = [
          ...(userAgent ? ['User-Agent'] : []),
          ...(referer ? ['Referer'] : []),
          ...headers.map((header) => header.name),
        ]
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: one address may be there twice, and the list never changes
          <li key={index} className="min-w-0 text-xs">
            <code className="font-mono [overflow-wrap:anywhere]">{maskUrl(url)}</code>
            {names.length > 0 ? (
              <span className="text-dim">
                {' '}
                · {t('import.headers', { names: names.join(', ') })}
              </span>
            ) : null}
            <ProbeNote probed={probed.get(url)} />
          </li>
        )
      })}
    </ul>
  )
}
