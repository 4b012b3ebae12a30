import { objectOf } from './sample'
import { bot } from './world'

/** A user, or the app of GitHub Actions, as GitHub shows them. */
export const userNamed = (login: string) =>
  objectOf('simple-user', { login, id: login === bot ? 41898282 : 583231, type: login === bot ? 'Bot' : 'User' })
