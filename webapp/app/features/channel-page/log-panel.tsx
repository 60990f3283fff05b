import type { LogLine } from '@cashbacktv/contract'
import { Pause, Play } from 'lucide-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useApiText } from '../../i18n/use-api-text.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { browserApi } from '../../shared/browser-api.ts'
import { classNames } from '../../shared/class-names.ts'
import { usePolling } from '../../shared/use-polling.ts'
import { Button } from '../../ui/button.tsx'
import { Instant } from '../../ui/elapsed.tsx'
import { Input, Select } from '../../ui/input.tsx'
import { Panel } from '../../ui/panel.tsx'
import { ScrollBox } from '../../ui/scroll-box.tsx'
import { filterLog, LOG_FLOORS, type LogFloor } from './domain/log-filter.ts'

const LINES = 1000
const COLORS: Record<LogLine['level'], string> = {
  debug: 'text-dim',
  info: '',
  warning: 'text-warning',
  error: 'text-bad',
  fatal: 'text-bad font-semibold',
}

/** The end of FFmpeg's log. It follows what comes, until it is paused. */
export function LogPanel({ channelId }: { channelId: string }) {
  const { t } = useTranslation()
  const apiText = useApiText()
  const [follow, setFollow] = useState(true)
  const [floor, setFloor] = useState<LogFloor>('info')
  const [search, setSearch] = useState('')
  const box = useRef<HTMLElement>(null)
  const { data, problem } = usePolling(
    (signal) => browserApi.channels.logs.query({ id: channelId, tail: LINES }, { signal }),
    { everyMs: 2000, key: channelId, active: follow },
  )
  const all = data?.lines
  const lines = useMemo(() => filterLog(all ?? [], { floor, search }), [all, floor, search])
  // biome-ignore lint/correctness/useExhaustiveDependencies: new lines are what scrolls
  useEffect(() => {
    const element = box.current
    if (element && follow) element.scrollTop = element.scrollHeight
  }, [data, follow])
  const Icon = follow ? Pause : Play
  return (
    <Panel
      title={t('channel.log')}
      bodyClassName="p-0"
      actions={
        <Button data-press-again="" size="small" look="quiet" onClick={() => setFollow(!follow)}>
          <Icon aria-hidden="true" />
          {t(follow ? 'channel.logPause' : 'channel.logFollow')}
        </Button>
      }
    >
      <div className="flex flex-wrap items-center gap-2 border-b border-line px-4 py-2">
        <Input
          type="search"
          aria-label={t('logs.search')}
          placeholder={t('logs.search')}
          className="min-w-36 flex-1"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        <Select
          aria-label={t('logs.level')}
          className="w-auto"
          value={floor}
          onChange={(event) =>
            setFloor(LOG_FLOORS.find((known) => known === event.target.value) ?? 'info')
          }
        >
          {LOG_FLOORS.map((value) => (
            <option key={value} value={value}>
              {t(`logs.floor.${value}`)}
            </option>
          ))}
        </Select>
        <p className="figure text-xs text-dim">
          {follow
            ? t('logs.shown', { shown: lines.length, total: all?.length ?? 0 })
            : t('logs.paused')}
        </p>
      </div>
      <ScrollBox
        ref={box}
        label={t('channel.log')}
        className="h-72 overflow-y-auto bg-well px-4 py-2 font-mono text-xs"
      >
        {problem ? (
          <p className="text-dim">
            {t('channel.logFailed', { message: apiText.problem(problem) })}
          </p>
        ) : lines.length === 0 ? (
          <p className="text-dim">{t(all?.length ? 'logs.noMatch' : 'channel.logEmpty')}</p>
        ) : (
          lines.map((line, index) => (
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
        )}
      </ScrollBox>
    </Panel>
  )
}
