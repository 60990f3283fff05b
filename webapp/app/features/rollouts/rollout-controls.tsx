import type { RolloutSummary } from '@cashbacktv/contract'
import { Form, useNavigation } from '@remix-run/react'
import { type LucideIcon, Pause, Play, Undo2 } from 'lucide-react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { Button } from '../../ui/button.tsx'
import { type RolloutIntent, rolloutIntents } from './domain/rollout-presentation.ts'

const ICONS: Record<RolloutIntent, LucideIcon> = { pause: Pause, resume: Play, undo: Undo2 }

const INTENTS: readonly RolloutIntent[] = ['pause', 'resume', 'undo']

/** Pause, go on, undo, each always in its own place. A form, so that it works without JavaScript. */
export function RolloutControls({ rollout }: { rollout: RolloutSummary }) {
  const { t } = useTranslation()
  const possible = rolloutIntents(rollout)
  const busy = useNavigation().formMethod === 'POST'
  return (
    <Form method="post" action={`/rollouts/${rollout.id}`} className="flex flex-wrap gap-2">
      {INTENTS.map((intent) => {
        const Icon = ICONS[intent]
        return (
          <Button
            key={intent}
            type="submit"
            name="intent"
            value={intent}
            disabled={!possible.includes(intent)}
            aria-disabled={busy}
            title={t(`rollout.hint.${intent}`)}
          >
            <Icon aria-hidden="true" />
            {t(`rollout.action.${intent}`)}
          </Button>
        )
      })}
    </Form>
  )
}
