import { expect, test } from 'vitest'
import type { Card, Deal } from './board-model.ts'
import { type Move, type MoveFailure, MoveQueue, type MoveQueueHost } from './move-queue.ts'

const deal = (stage_id: string, version: number, more: Partial<Deal> = {}): Deal => ({
  id: 'deal_1',
  name: 'Timetable relaunch',
  stage_id,
  status: 'open',
  value: { amount: 1, currency: 'EUR' },
  weighted_value: { amount: 1, currency: 'EUR' },
  probability_override: null,
  close_on: null,
  next_step: null,
  next_step_on: null,
  stage_entered_at: '2026-12-01T09:00:00.000Z',
  archived_at: null,
  version,
  ...more,
})
const card: Card = { deal: deal('a', 1), company: null, owner: null }
const move = (from: string, to: string): Move => ({ card, fromStageId: from, to: { stageId: to } })

/** A server whose answers the test gives one by one. */
function setUp() {
  const sent: {
    to: string
    ifMatch: number
    key: string
    answer: (deal: Deal) => void
    refuse: (why: string) => void
  }[] = []
  const log: string[] = []
  let version = 1
  let stored: Deal | undefined = deal('a', 1)
  let clock = 0
  const host: MoveQueueHost = {
    versionOf: () => version,
    send: (made, { ifMatch, idempotencyKey }) =>
      new Promise((answer, refuse) => sent.push({ to: made.to.stageId, ifMatch, key: idempotencyKey, answer, refuse })),
    reload: async () => stored,
    kindOf: (error) => error as 'changed' | 'unreachable' | 'refused',
    made: (done, answered) => {
      version = answered.version
      log.push(`made ${done.to.stageId} v${answered.version}`)
    },
    failed: (_, failure: MoveFailure) => log.push(failure.kind),
    changed: () => undefined,
    wait: async (ms) => {
      clock += ms
    },
    now: () => clock,
  }
  return {
    queue: new MoveQueue(host),
    sent,
    log,
    settle: async () => {
      for (let i = 0; i < 20; i++) await Promise.resolve()
    },
    store: (changed: Deal | undefined) => {
      stored = changed
    },
  }
}

test('components-06: two moves of one card go one after the other, the second on the answer of the first', async () => {
  const { queue, sent, log, settle } = setUp()
  queue.add(move('a', 'b'))
  queue.add(move('b', 'c'))
  expect(sent.map(({ to }) => to)).toEqual(['b'])
  expect(queue.pending).toHaveLength(2)
  sent[0]?.answer(deal('b', 2))
  await settle()
  expect(sent.map(({ to, ifMatch }) => [to, ifMatch])).toEqual([
    ['b', 1],
    ['c', 2],
  ])
  sent[1]?.answer(deal('c', 3))
  await settle()
  expect(log).toEqual(['made b v2', 'made c v3'])
  expect(queue.pending).toEqual([])
})

test('a deal that somebody changed in its stage is moved all the same, once more', async () => {
  const { queue, sent, log, settle, store } = setUp()
  queue.add(move('a', 'b'))
  store(deal('a', 7))
  sent[0]?.refuse('changed')
  await settle()
  expect(sent[1]?.ifMatch).toBe(7)
  sent[1]?.answer(deal('b', 8))
  await settle()
  expect(log).toEqual(['made b v8'])
})

test.each([
  ['moved', deal('c', 7)],
  ['won', deal('a', 7, { status: 'won' })],
  ['archived', deal('a', 7, { archived_at: '2026-12-04T09:00:00.000Z' })],
  ['gone', undefined],
])('a deal that was %s meanwhile stays where it is', async (_, now) => {
  const { queue, sent, log, settle, store } = setUp()
  queue.add(move('a', 'b'))
  store(now)
  sent[0]?.refuse('changed')
  await settle()
  expect(sent).toHaveLength(1)
  expect(log).toEqual(['overtaken'])
  expect(queue.pending).toEqual([])
})

test('it is not tried a third time', async () => {
  const { queue, sent, log, settle } = setUp()
  queue.add(move('a', 'b'))
  sent[0]?.refuse('changed')
  await settle()
  sent[1]?.refuse('changed')
  await settle()
  expect(sent).toHaveLength(2)
  expect(log).toEqual(['overtaken'])
})

test('a refused move takes back what was moved on from there', async () => {
  const { queue, sent, log, settle } = setUp()
  queue.add(move('a', 'b'))
  queue.add(move('b', 'c'))
  sent[0]?.refuse('refused')
  await settle()
  expect(sent).toHaveLength(1)
  expect(log).toEqual(['refused'])
  expect(queue.pending).toEqual([])
})

test('an unreachable server is asked for ten seconds under one key, then the card goes back', async () => {
  const { queue, sent, log, settle } = setUp()
  queue.add(move('a', 'b'))
  for (let at = 0; at <= 10; at++) {
    sent[at]?.refuse('unreachable')
    await settle()
  }
  expect(sent).toHaveLength(11)
  expect(new Set(sent.map(({ key }) => key)).size).toBe(1)
  expect(log).toEqual(['unreachable'])
})

test('a server that comes back in time makes the move', async () => {
  const { queue, sent, log, settle } = setUp()
  queue.add(move('a', 'b'))
  sent[0]?.refuse('unreachable')
  await settle()
  sent[1]?.answer(deal('b', 2))
  await settle()
  expect(log).toEqual(['made b v2'])
})
