/** What generated areas import: types only. */
export type { Area } from './area.ts'
export type { Call } from './call.ts'
export type { FeedCall, ListCall } from './list-call.ts'
export type {
  DryRunOptions,
  FollowOptions,
  MatchOptions,
  ReadOptions,
  StreamOptions,
  Upload,
  WriteOptions,
} from './options.ts'

/** The record with what `expand` asked for; null stays possible where the record has none. */
export type Expanded<T, E> = [E] extends [never] ? T : T & { [K in Extract<keyof T, E>]-?: Exclude<T[K], undefined> }
