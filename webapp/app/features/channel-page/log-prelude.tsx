import type { RunLogPrelude } from '@cashbacktv/contract'
import { useTranslation } from '../../i18n/use-translation.ts'

/** What a log is of, folded: it is there however much FFmpeg has said since. */
export function LogPrelude({ prelude }: { prelude: RunLogPrelude }) {
  const { t } = useTranslation()
  const { ffmpegVersion: version, source, command } = prelude
  return (
    <details className="border-b border-line px-4 py-2 text-xs">
      <summary className="cursor-pointer text-dim">{t('logs.prelude')}</summary>
      <p className="pt-2">
        {version === null ? null : `${t('logs.version', { version })} · `}
        <span className="[overflow-wrap:anywhere]">{source}</span>
      </p>
      <p className="py-1 font-mono [overflow-wrap:anywhere]">{command}</p>
    </details>
  )
}
