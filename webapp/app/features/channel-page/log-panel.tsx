import type { RunId, RunLogSummary } from '@cashbacktv/contract'
import { Pause, Play } from 'lucide-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useApiText } from '../../i18n/use-api-text.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { browserApi } from '../../shared/browser-api.ts'
import { usePolling } from '../../shared/use-polling.ts'
import { Button } from '../../ui/button.tsx'
import { Panel } from '../../ui/panel.tsx'
import { ScrollBox } from '../../ui/scroll-box.tsx'
import { filterLog, type LogFloor } from './domain/log-filter.ts'
import { LogBar } from './log-bar.tsx'
import { LogLines } from './log-lines.tsx'
import { LogPrelude } from './log-prelude.tsx'

const LINES = 1000

/** The end of the log of a run of FFmpeg. It follows what comes, until it is paused. */
export function LogPanel({ channelId }: { channelId: string }) {
  const { t } = useTranslation()
  const apiText = useApiText()
  const [follow, setFollow] = useState(true)
  const [floor, setFloor] = useState<LogFloor>('info')
  const [search, setSearch] = useState('')
  const [runId, setRunId] = useState<RunId | null>(null)
  const box = useRef<HTMLElement>(null)
  const { data, problem } = usePolling(
    (signal) =>
      browserApi.channels.logs.query(
        { id: channelId, tail: LINES, runId: runId ?? undefined },
        { signal },
      ),
    { everyMs: 1000, key: `${channelId} ${runId ?? ''}`, active: follow },
  )
  // While another log is on its way the choice of runs stays as it was.
  const runs = useRef<readonly RunLogSummary[]>([])
  if (data !== null) runs.current = data.runs
  const all = data?.lines
  const lines = useMemo(() => filterLog(all ?? [], { floor, search }), [all, floor, search])
  // biome-ignore lint/correctness/useExhaustiveDependencies: new lines are what scrolls
  useEffect(() => {
    const element = box.current
    if (element && follow) element.scrollTop = element.scrollHeight
  }, [data, follow])
  const chooseRun = (chosen: RunId | null) => {
    setRunId(chosen)
    setFollow(true)
  }
  const isGone = runId !== null && data !== null && data.run === null
  const whyEmpty = isGone ? 'logs.gone' : all?.length ? 'logs.noMatch' : 'channel.logEmpty'
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
      <LogBar
        runs={runs.current}
        choice={{ runId, floor, search }}
        choose={{ runId: chooseRun, floor: setFloor, search: setSearch }}
        count={follow ? { shown: lines.length, total: all?.length ?? 0 } : null}
      />
      {data?.run?.prelude ? <LogPrelude prelude={data.run.prelude} /> : null}
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
          <p className="text-dim">{t(whyEmpty)}</p>
        ) : (
          <LogLines lines={lines} />
        )}
      </ScrollBox>
    </Panel>
  )
}
