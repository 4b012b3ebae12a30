// A forum without dependencies: it shows the posts and takes new ones, and says which process answered. Posts are kept in
// the folder that systemd gives to the service (STATE_DIRECTORY), or in memory where there is none.
const { createServer } = require('node:http')
const { readFileSync, renameSync, writeFileSync } = require('node:fs')
const { hostname } = require('node:os')
const { join } = require('node:path')

const port = Number(process.env.PORT ?? 8080)
const file = process.env.STATE_DIRECTORY ? join(process.env.STATE_DIRECTORY, 'posts.json') : undefined
const posts = load()

function load() {
  try {
    return file ? JSON.parse(readFileSync(file, 'utf8')) : []
  } catch (error) {
    if (error.code === 'ENOENT') return []
    throw error
  }
}

function add(text) {
  posts.unshift({ text: text.slice(0, 2000), at: new Date().toISOString() })
  posts.length = Math.min(posts.length, 100)
  if (!file) return
  writeFileSync(`${file}.new`, JSON.stringify(posts))
  renameSync(`${file}.new`, file)
}

const escapes = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = text => text.replace(/[&<>"]/g, letter => escapes[letter])

const page = () => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Forum</title>
<h1>Forum</h1>
<form method="post"><textarea name="text" required></textarea> <button>Post</button></form>
${posts.map(({ text, at }) => `<article><p>${escaped(text)}</p><small>${escaped(at)}</small></article>`).join('\n')}
<footer>Answered by ${escaped(hostname())}</footer>
</html>
`

const server = createServer((request, response) => {
  const answer = (status, body, headers = {}) => {
    response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', ...headers })
    response.end(body)
  }
  const { pathname } = new URL(request.url, 'http://forum')
  if (pathname === '/health') return answer(200, 'well\n', { 'content-type': 'text/plain' })
  if (pathname !== '/') return answer(404, '<!doctype html><title>Forum</title><p>There is nothing here.</p>\n')
  if (request.method !== 'POST') return answer(200, page())
  const chunks = []
  let size = 0
  request.on('data', chunk => {
    size += chunk.length
    if (size > 16_384) request.destroy()
    else chunks.push(chunk)
  })
  request.on('end', () => {
    const text = new URLSearchParams(Buffer.concat(chunks).toString()).get('text')?.trim()
    if (text) add(text)
    answer(303, '', { location: '/' })
  })
})

server.listen(port, () => console.log(`forum listens on port ${port}`))
process.on('SIGTERM', () => {
  server.close(() => process.exit(0))
  server.closeIdleConnections?.()
})
