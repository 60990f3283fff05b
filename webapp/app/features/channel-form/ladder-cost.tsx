import { useFormat } from '../../i18n/use-format.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { expectedCores } from './domain/expected-cores.ts'
import { useChannelForm } from './form-context.tsx'

/** What the channel will take of its host, from what was measured there, before it is started. */
export function LadderCost() {
  const { t } = useTranslation()
  const format = useFormat()
  const { values, hosts, presets } = useChannelForm()
  const expected = expectedCores(values, presets, hosts)
  if (expected === null) return null
  const { cores, host } = expected
  const figures = { cores: format.two(cores) }
  if (host?.cores == null) return <p className="text-xs text-dim">{t('ladder.cost', figures)}</p>
  const isTooMuch = cores > host.cores.free
  const where = { ...figures, host: host.name, free: format.two(host.cores.free) }
  return (
    <p className={`text-xs ${isTooMuch ? 'text-warning' : 'text-dim'}`}>
      {isTooMuch ? '▲ ' : ''}
      {t(isTooMuch ? 'ladder.tooMuch' : 'ladder.costOn', where)}
    </p>
  )
}
