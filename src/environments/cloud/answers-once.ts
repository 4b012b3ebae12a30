import type { Ask, Client } from './client'

/** Remembers answers for as long as the process lives, for each account by itself; a failure is not remembered. */
export function answersOnce(): (account: string, client: Client) => <Answer>(ask: Ask<Answer>) => Promise<Answer> {
  const kept = new Map<string, Promise<unknown>>()
  return (account, client) =>
    async ({ schema, ...ask }) => {
      const key = JSON.stringify([account, ask.path, ask.query])
      const asked = kept.get(key) ?? client.ask({ ...ask, schema })
      kept.set(key, asked)
      asked.catch(() => kept.delete(key))
      return schema.parse(await asked)
    }
}
