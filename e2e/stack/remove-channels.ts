import type { Api } from './api-client.ts'
import { ffmpegProcesses } from './ffmpeg-processes.ts'
import { waitFor } from './wait-for.ts'

/** Takes all channels of a product away, and waits for their FFmpegs to end. */
export async function removeChannels({
  api,
  mediaDir,
}: {
  api: Api
  mediaDir: string
}): Promise<void> {
  await waitFor('the product to have no channel', async () => {
    const { items, total } = await api.channels()
    for (const { id } of items) await api.deleteChannel(id)
    return total === 0
  })
  await waitFor('the FFmpegs of the product to end', () => ffmpegProcesses(mediaDir).length === 0)
}
