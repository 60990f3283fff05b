import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { basename, join } from 'node:path'
import { startChild } from '../stack/child.ts'
import { listenLocally } from '../stack/local-server.ts'
import { tempFolder } from '../stack/temp-folder.ts'
import { waitFor } from '../stack/wait-for.ts'
import { type ClipOptions, testClip } from './clip.ts'
import { type InterruptibleSource, loopedInput } from './live-source.ts'

export type HlsOptions = ClipOptions & {
  /** Refuses requests without these, by names in lower case. */
  headers?: Record<string, string>
  /** Names of segments without an extension, and a playlist that does not end like one. */
  bareNames?: boolean
}

/** A live HLS stream with a window of five one-second segments, served over HTTP. */
export async function startHls(options: HlsOptions = {}): Promise<InterruptibleSource> {
  const { headers = {}, bareNames = false, ...clip } = options
  const folder = tempFolder('hls-source')
  const playlist = join(folder.path, 'live.m3u8')
  const hls = ['-f', 'hls', '-hls_time', '1', '-hls_list_size', '5']
  const flags = ['-hls_flags', 'delete_segments+omit_endlist+temp_file']
  const args = [...loopedInput(await testClip(clip)), '-c', 'copy', ...hls, ...flags, playlist]
  const child = startChild('ffmpeg', args)
  let away = false
  const server = createServer((request, response) => {
    const name = basename(new URL(request.url ?? '/', 'http://source').pathname)
    const isPlaylist = name.endsWith('.m3u8') || name === 'watch'
    const file = isPlaylist
      ? playlist
      : join(folder.path, name.endsWith('.ts') ? name : `${name}.ts`)
    const admitted = Object.entries(headers).every(
      ([name, value]) => request.headers[name] === value,
    )
    if (!admitted) return void response.writeHead(403).end()
    if (away || !existsSync(file)) return void response.writeHead(404).end()
    const type = isPlaylist ? 'application/vnd.apple.mpegurl' : 'video/mp2t'
    response.setHeader('access-control-allow-origin', '*')
    response.setHeader('content-type', type)
    if (bareNames && isPlaylist) return void response.end(withoutExtensions(file))
    response.setHeader('content-length', statSync(file).size)
    createReadStream(file)
      .on('error', () => response.destroy())
      .pipe(response)
  })
  const local = await listenLocally(server)
  await waitFor('the first playlist of the HLS source', () => existsSync(playlist))
  return {
    url: `http://127.0.0.1:${local.port}/${bareNames ? 'watch' : 'live.m3u8'}`,
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

function withoutExtensions(playlist: string): string {
  return readFileSync(playlist, 'utf8').replaceAll(/^(\w+)\.ts$/gm, '$1?part=1')
}
