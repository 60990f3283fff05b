import { ChannelId } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import { render } from '../../../test/render.tsx'
import { LivePreview } from './live-preview.tsx'

const channel = {
  name: 'Haber',
  playbackUrl: '/a.m3u8',
  thumbnailUrl: '/a.jpg',
  id: ChannelId.parse('6a3c0f52-7a0e-4d0c-9a51-0d9b53a4f001'),
  isGuarded: false,
  warnings: [],
  dvr: { windowSeconds: 0, budgetBytes: null },
}
const warnings = [
  {
    level: 'degrades' as const,
    code: 'video-unplayable',
    params: { codec: 'MPEG-2' },
    message: 'Most browsers do not play MPEG-2 when it is copied. Use transcoding.',
  },
]

test('a picture that browsers do not play is shown still, with the reason in place of a wait', async () => {
  const markup = await render(<LivePreview channel={{ ...channel, warnings }} onAir />)
  expect(markup).toContain('src="/a.jpg"')
  expect(markup).toContain('Kopyalanan MPEG-2 görüntüsünü çoğu tarayıcı oynatmaz')
  expect(markup).not.toContain('Önizleme yükleniyor')
})

test('what is encoded as HEVC is shown still where the browser plays none', async () => {
  const hevc = [{ level: 'tells' as const, code: 'hevc-encoded', params: {}, message: '' }]
  const markup = await render(<LivePreview channel={{ ...channel, warnings: hevc }} onAir />)
  expect(markup).toContain('src="/a.jpg"')
  expect(markup).toContain('HEVC')
})

test('another is waited for, and one off the air is called so', async () => {
  expect(await render(<LivePreview channel={channel} onAir />)).toContain('Önizleme yükleniyor')
  const off = await render(<LivePreview channel={{ ...channel, warnings }} onAir={false} />)
  expect(off).toContain('Yayında değil')
})
