/** A head of more bytes is none. */
const LONGEST_HEAD = 16_384
const START = /^HTTP\/\d(?:\.\d)? \d{3}(?: [^\r\n]*)?\r?\n/

/**
 * Drops the response head ("HTTP/1.1 200 OK" and the headers up to the empty line) that some tools save in front of a page; several, when
 * redirects were saved too. `contentType` is that of the last one.
 */
export function dropHttpHead(bytes: Uint8Array): { bytes: Uint8Array; contentType: string | null; dropped: boolean } {
  let rest = bytes
  let contentType: string | null = null
  let dropped = false
  while (rest[0] === 0x48 && rest[1] === 0x54) {
    const start = Buffer.from(rest.buffer, rest.byteOffset, Math.min(rest.length, LONGEST_HEAD)).toString('latin1')
    const end = START.test(start) ? /\r?\n\r?\n/.exec(start) : null
    if (!end) break
    contentType = /^content-type:[ \t]*([^\r\n]+)/im.exec(start.slice(0, end.index))?.[1]?.trim() ?? contentType
    rest = rest.subarray(end.index + end[0].length)
    dropped = true
  }
  return { bytes: rest, contentType, dropped }
}
