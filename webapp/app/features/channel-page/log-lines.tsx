import type { LogLine } from '@cashbacktv/contract'
import { useTranslation } from '../../i18n/use-translation.ts'
import { classNames } from '../../shared/class-names.ts'
import { Instant } from '../../ui/elapsed.tsx'

const COLORS: Record<LogLine['level'], string> = {
  debug: 'text-dim',
  info: '',
  warning: 'text-warning',
  error: 'text-bad',
  fatal: 'text-bad font-semibold',
}

/** Lines of a log, oldest first, each with its time and, unless it only informs, its level. */
export function LogLines({ lines }: { lines: readonly LogLine[] }) {
  const { t } = useTranslation()
  return lines.map((line, index) => (
    <p
      // biome-ignore lint/suspicious/noArrayIndexKey: equal lines at one instant are common
      key={`${line.at}-${index}`}
      className={classNames(
        'py-px [overflow-wrap:anywhere] [contain-intrinsic-size:auto_1.2rem] [content-visibility:auto]',
        COLORS[line.level],
      )}
    >
      <span className="text-dim">
        <Instant at={line.at} />
      </span>{' '}
      {line.level === 'info' ? null : <span>{t(`logs.name.${line.level}`)} </span>}
      {line.text}
    </p>
  ))
}
