import { createServer, type Server } from 'node:net'

/** A server that speaks enough of PostgreSQL's protocol to say that it is `version` (server_version_num). It listens on a free port. */
export async function oldPostgres(version: string): Promise<{ url: string; server: Server }> {
  const server = createServer((socket) => {
    let started = false
    socket.on('data', (data) => {
      if (data[0] === 'X'.charCodeAt(0) && started) return socket.end()
      if (!started) {
        started = true
        return socket.write(Buffer.concat([message('R', int32(0)), ready()]))
      }
      const selects = data.toString('latin1').includes('server_version_num')
      const rows = selects ? [description('version'), row(version)] : []
      return socket.write(Buffer.concat([...rows, message('C', text(selects ? 'SELECT 1' : 'SET')), ready()]))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = address && typeof address === 'object' ? address.port : 0
  return { url: `postgres://reader:secret@127.0.0.1:${port}/postgres?sslmode=disable`, server }
}

const int32 = (value: number) => {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32BE(value)
  return bytes
}
const int16 = (value: number) => int32(value).subarray(2)
const text = (value: string) => Buffer.from(`${value}\0`)
const message = (kind: string, body: Buffer) => Buffer.concat([Buffer.from(kind), int32(body.length + 4), body])
const ready = () => message('Z', Buffer.from('I'))
const description = (name: string) =>
  message('T', Buffer.concat([int16(1), text(name), int32(0), int16(0), int32(25), int16(-1), int32(-1), int16(0)]))
const row = (value: string) => message('D', Buffer.concat([int16(1), int32(value.length), Buffer.from(value)]))
