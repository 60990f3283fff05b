import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'

/** The least that serving a file can be in Node: every answer is the same buffer. */
const bytes = readFileSync(process.argv[2] ?? '')
const server = createServer((_req, res) => {
  res.writeHead(200, { 'content-type': 'video/mp2t', 'content-length': bytes.length }).end(bytes)
})
server.listen(0, '127.0.0.1', () => console.log(JSON.stringify(server.address())))
