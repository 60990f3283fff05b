import type { ChannelView } from '@cashbacktv/contract'

type ChannelLinkProps = { channel: Pick<ChannelView, 'id' | 'name'>; className?: string }

/** All there is of a channel that is not on the screen yet: enough to find it and to go there. */
export function ChannelLink({ channel, className }: ChannelLinkProps) {
  return (
    <a href={`/channels/${channel.id}`} className={className}>
      {channel.name}
    </a>
  )
}
