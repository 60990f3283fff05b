import { useApiText } from '../../i18n/use-api-text.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { browserApi } from '../../shared/browser-api.ts'
import { usePolling } from '../../shared/use-polling.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Panel } from '../../ui/panel.tsx'
import { ScrollBox } from '../../ui/scroll-box.tsx'

/** The FFmpeg command as it runs; the host hides its secrets. */
export function CommandPanel({ channelId, phase }: { channelId: string; phase: string }) {
  const { t } = useTranslation()
  const apiText = useApiText()
  const { data, problem } = usePolling(
    (signal) => browserApi.channels.command.query({ id: channelId }, { signal }),
    { everyMs: 15_000, key: `${channelId} ${phase}` },
  )
  const command = data?.command
  return (
    <Panel
      title={t('channel.command')}
      hint={t('channel.commandHint')}
      actions={command ? <CopyButton text={() => command} label={t('channel.command')} /> : null}
    >
      {command ? (
        <ScrollBox label={t('channel.command')} className="max-h-96 overflow-y-auto">
          <pre className="font-mono text-xs whitespace-pre-wrap [overflow-wrap:anywhere]">
            {command}
          </pre>
        </ScrollBox>
      ) : (
        <p className="text-sm text-dim">
          {problem
            ? t('channel.unavailable', { message: apiText.problem(problem) })
            : t('channel.commandNone')}
        </p>
      )}
    </Panel>
  )
}
