import { createReadStream, existsSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { basename, join } from 'node:path'
import { startChild } from '../stack/child.ts'
import { listenLocally } from '../stack/local-server.ts'
import { tempFolder } from '../stack/temp-folder.ts'
import { waitFor } from '../stack/wait-for.ts'
import { type ClipOptions, testClip } from './clip.ts'
import { type InterruptibleSource, loopedInput } from './live-source.ts'

/** A live HLS stream with a window of five one-second segments, served over HTTP. */
export async function startHls(options: ClipOptions = {}): Promise<InterruptibleSource> {
  const folder = tempFolder('hls-source')
  const playlist = join(folder.path, 'live.m3u8')
  const hls = ['-f', 'hls', '-hls_time', '1', '-hls_list_size', '5']
  const flags = ['-hls_flags', 'delete_segments+omit_endlist+temp_file']
  const args = [...loopedInput(await testClip(options)), '-c', 'copy', ...hls, ...flags, playlist]
  const child = startChild('ffmpeg', args)
  let away = false
  const server = createServer((request, response) => {
    const file = join(folder.path, basename(new URL(request.url ?? '/', 'http://source').pathname))
    if (away || !existsSync(file)) return void response.writeHead(404).end()
    const type = file.endsWith('.ts') ? 'video/mp2t' : 'application/vnd.apple.mpegurl'
    response.setHeader('access-control-allow-origin', '*')
    response.writeHead(200, { 'content-type': type, 'content-length': statSync(file).size })
    createReadStream(file)
      .on('error', () => response.destroy())
      .pipe(response)
  })
  const local = await listenLocally(server)
  await waitFor('the first playlist of the HLS source', () => existsSync(playlist))
  return {
    url: `http://127.0.0.1:${local.port}/live.m3u8`,
    clients: () => 0,
    goAway: async () => {
      away = true
    },
    comeBack: async () => {
      away = false
    },
    close: async () => {
      await Promise.all([local.close(), child.stop()])
      folder.remove()
    },
  }
}
