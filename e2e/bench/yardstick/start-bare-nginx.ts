import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Child, startChild } from '../../stack/child.ts'
import { freePort } from '../../stack/free-port.ts'
import { tempFolder } from '../../stack/temp-folder.ts'
import { waitFor } from '../../stack/wait-for.ts'

export type BareNginx = { httpsPort: number; stop(): Promise<void> }

/** An nginx that does nothing but hand out the files of a folder over TLS by sendfile, with the certificate of another. */
export async function startBareNginx(root: string, bundle: string): Promise<BareNginx> {
  const folder = tempFolder('bare-nginx')
  const httpsPort = await freePort()
  const file = join(folder.path, 'nginx.conf')
  writeFileSync(
    file,
    `worker_processes auto;
worker_rlimit_nofile 65536;
pid ${join(folder.path, 'nginx.pid')};
error_log stderr warn;
events { worker_connections 16384; }
http {
  default_type video/mp2t;
  sendfile on;
  tcp_nopush on;
  access_log off;
  server {
    listen 127.0.0.1:${httpsPort} ssl http2;
    ssl_certificate ${bundle};
    ssl_certificate_key ${bundle};
    ssl_protocols TLSv1.2 TLSv1.3;
    root ${root};
  }
}
`,
  )
  const child: Child = startChild('nginx', ['-c', file, '-g', 'daemon off;'])
  await waitFor('the bare nginx', async () => {
    if (child.process.exitCode !== null) throw new Error(child.output())
    return (await fetch(`http://127.0.0.1:${httpsPort}/`)).status === 400
  })
  return {
    httpsPort,
    async stop() {
      await child.stop()
      folder.remove()
    },
  }
}
