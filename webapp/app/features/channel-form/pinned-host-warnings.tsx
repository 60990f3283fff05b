import { hostWarnings } from '@cashbacktv/contract'
import { SourceWarnings } from '../channel/source-warnings.tsx'
import { useChannelForm } from './form-context.tsx'

/** What the host that was chosen would make of what is set here, where that is something else. */
export function PinnedHostWarnings() {
  const { values, hosts } = useChannelForm()
  const host = hosts.find(({ id }) => id === values.hostId)
  if (!host) return null
  const mode = values['output.mode'] === 'copy' ? 'copy' : 'transcode'
  const codec = values['output.codec'] === 'hevc' ? 'hevc' : 'h264'
  return (
    <div role="status">
      <SourceWarnings warnings={hostWarnings(host, { mode, codec })} />
    </div>
  )
}
