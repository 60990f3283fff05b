import { writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { startChild } from '../stack/child.ts'
import { freePort } from '../stack/free-port.ts'
import { tempFolder } from '../stack/temp-folder.ts'
import { waitFor } from '../stack/wait-for.ts'
import { testClip } from './clip.ts'
import { type LiveSource, loopedInput } from './live-source.ts'
import type { RtmpOptions } from './rtmp.ts'

/** Where Debian's package libnginx-mod-rtmp puts the module. */
export const RTMP_MODULE = '/usr/lib/nginx/modules/ngx_rtmp_module.so'

/** An nginx of the test's own with the RTMP module, and an FFmpeg that publishes into it. */
export async function startNginxRtmp(options: RtmpOptions): Promise<LiveSource> {
  const { streamKey = 'live', ...clip } = options
  const folder = tempFolder('rtmp-source')
  const port = await freePort()
  const configuration = join(folder.path, 'nginx.conf')
  writeFileSync(configuration, nginxConfiguration(folder.path, port))
  const nginx = startChild('nginx', ['-p', folder.path, '-c', configuration, '-e', 'stderr'])
  await waitFor('nginx to listen for RTMP', () => canConnect(port))
  const url = `rtmp://127.0.0.1:${port}/app/${streamKey}`
  const publish = ['-c', 'copy', '-bsf:a', 'aac_adtstoasc', '-f', 'flv', url]
  const publisher = startChild('ffmpeg', [...loopedInput(await testClip(clip)), ...publish])
  return {
    url,
    close: async () => {
      await Promise.all([publisher.stop(), nginx.stop()])
      folder.remove()
    },
  }
}

function nginxConfiguration(folder: string, port: number): string {
  return `load_module ${RTMP_MODULE};
daemon off;
master_process off;
error_log stderr warn;
pid ${folder}/nginx.pid;
events { worker_connections 256; }
rtmp {
  server {
    listen 127.0.0.1:${port};
    application app { live on; wait_key on; wait_video on; record off; }
  }
}
`
}

function canConnect(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy()
      resolve(true)
    })
    socket.on('error', () => resolve(false))
  })
}
