import type { ChannelView, Source } from '@cashbacktv/contract'
import { isMasked } from '@cashbacktv/contract/mask'
import { Eye, EyeOff } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { useMayOperate } from '../../shared/use-user.ts'
import { Button } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { useReveal } from '../channel/use-reveal.ts'

type SourceAddressProps = {
  channelId: string
  source: ChannelView['sources'][number]
  number: number
}

/** An address as it may be shown, and for who may edit the channel a way to see it whole. */
export function SourceAddress({ channelId, source, number }: SourceAddressProps) {
  const { t } = useTranslation()
  const mayOperate = useMayOperate()
  const { reveal, problem } = useReveal(channelId)
  const [whole, setWhole] = useState<Source | null>(null)
  const { url } = whole ?? source
  const hides = isMasked(JSON.stringify(source))
  return (
    <>
      <span className="flex flex-wrap items-center gap-x-1.5">
        <span className="font-mono [overflow-wrap:anywhere]">{url}</span>
        {whole ? <CopyButton text={() => url} label={t('access.address', { number })} /> : null}
        {mayOperate && hides ? (
          <Button
            look="quiet"
            size="icon"
            title={t(whole ? 'access.hide' : 'access.reveal')}
            aria-label={t(whole ? 'access.hideNamed' : 'access.revealNamed', { number })}
            onClick={() => (whole ? setWhole(null) : void reveal(source.id).then(setWhole))}
          >
            {whole ? <EyeOff aria-hidden="true" /> : <Eye aria-hidden="true" />}
          </Button>
        ) : null}
      </span>
      {whole ? <SentWith source={whole} /> : null}
      {problem ? (
        <span role="alert" className="text-warning">
          {problem}
        </span>
      ) : null}
    </>
  )
}

function SentWith({ source }: { source: Source }) {
  const { userAgent, referer, headers = [] } = source
  const sent = [
    ...(userAgent === undefined ? [] : [{ name: 'User-Agent', value: userAgent }]),
    ...(referer === undefined ? [] : [{ name: 'Referer', value: referer }]),
    ...headers,
  ]
  return sent.map(({ name, value }) => (
    <span key={name} className="font-mono text-dim [overflow-wrap:anywhere]">
      {name}: {value}
    </span>
  ))
}
