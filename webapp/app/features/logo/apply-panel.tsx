import type { ChannelView } from '@cashbacktv/contract'
import { useEffect, useState } from 'react'
import { useApiText } from '../../i18n/use-api-text.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { within } from '../../shared/domain/input-bounds.ts'
import { useBounds } from '../../shared/use-bounds.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'
import { Notice } from '../../ui/notice.tsx'
import { usePreview } from '../bulk/bulk-dialog.tsx'
import { BulkImpact } from '../bulk/bulk-impact.tsx'
import type { LogoValues } from './domain/logo-values.ts'
import { useApplyLogo } from './use-apply-logo.ts'

const SETTLED_MS = 300

type ApplyPanelProps = {
  channel: ChannelView
  logo: LogoValues | null
  channelIds: readonly string[]
  /** Before it goes to another page, with all that was done here taken over there. */
  onLeave: () => void
}

/** What applying will do, and the button that does it. */
export function ApplyPanel({ channel, logo, channelIds, onLeave }: ApplyPanelProps) {
  const { t } = useTranslation()
  const apiText = useApiText()
  const [waveSize, setWaveSize] = useState(5)
  const waveBounds = useBounds('rollout.waveSize')
  const { apply, busy } = useApplyLogo(channel, onLeave)
  const settled = useSettled({ logo, channelIds })
  const { preview, problem } = usePreview(settled.channelIds, { kind: 'logo', logo: settled.logo })
  const changed = preview?.channels.filter(({ outcome }) => outcome === 'done') ?? []
  const many = channelIds.length > 1 || channelIds[0] !== channel.id
  return (
    <section
      aria-label={t('logoEditor.apply')}
      className="sticky bottom-0 z-10 flex flex-wrap items-center gap-x-5 gap-y-2 border-t border-line bg-canvas py-3 max-lg:bottom-15"
    >
      <div role="status" className="mr-auto grid min-w-0 gap-1 text-sm">
        {problem ? <Notice tone="bad">{apiText.problem(problem)}</Notice> : null}
        {preview && changed.length > 0 ? (
          <>
            <BulkImpact kind="logo" preview={preview} />
            <p className="text-xs text-dim">
              {t(many ? 'logoEditor.waves' : 'logoEditor.restarts')}
            </p>
          </>
        ) : null}
        {preview && changed.length === 0 ? (
          <p className="text-dim">{t('logoEditor.nothing')}</p>
        ) : null}
      </div>
      {many ? (
        <Field label={t('logoEditor.waveSize')}>
          {(binding) => (
            <Input
              {...binding}
              type="number"
              {...waveBounds}
              className="figure w-24"
              value={waveSize}
              onChange={(event) =>
                setWaveSize(within(waveBounds, Math.round(Number(event.target.value)) || 1))
              }
            />
          )}
        </Field>
      ) : null}
      <Button
        look="primary"
        disabled={busy || changed.length === 0}
        onClick={() =>
          void apply(
            logo,
            changed.map(({ channelId }) => channelId),
            waveSize,
          )
        }
      >
        {t(busy ? 'logoEditor.applying' : many ? 'logoEditor.applyMany' : 'logoEditor.apply')}
      </Button>
    </section>
  )
}

/** The value once it has stood still for a moment, so that a drag asks once. */
function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value)
  const key = JSON.stringify(value)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the value
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), SETTLED_MS)
    return () => clearTimeout(timer)
  }, [key])
  return settled
}
