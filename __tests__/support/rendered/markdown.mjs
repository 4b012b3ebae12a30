import rehypeRaw from 'rehype-raw'
import rehypeSanitize from 'rehype-sanitize'
import rehypeStringify from 'rehype-stringify'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import remarkRehype from 'remark-rehype'
import { unified } from 'unified'

// rehype-sanitize's own schema is GitHub's.
const dialect = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(likeGitHub)
  .use(remarkRehype, { allowDangerousHtml: true })
  .use(rehypeRaw)
  .use(rehypeSanitize)
  .use(rehypeStringify)

/**
 * remark links addresses a second time, in what the text says when all references are read; GitHub (cmark-gfm) looks for them in
 * the source alone.
 */
function likeGitHub() {
  const data = this.data()
  data.fromMarkdownExtensions = data.fromMarkdownExtensions.flat(9).map(({ transforms, ...extension }) => extension)
}

/** What GitHub makes of a text in Markdown, before it draws diagrams and links @names and #numbers. */
export const htmlOf = markdown => String(dialect.processSync(markdown))
