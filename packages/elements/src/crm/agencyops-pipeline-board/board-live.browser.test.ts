import { describe, expect, test, vi } from 'vitest'
import { type BoardPage, dragBy, frames, hand, moveTo, showBoard } from '../../../tests/board-page.ts'
import { sampleCard } from '../../../tests/board-samples.ts'
import { problem } from '../../../tests/mount.ts'

const told = (page: BoardPage, type: string, name: string, version: number, more: object = {}) =>
  page.api.send({ type, subject: { type: 'deal', id: page.idOf(name), version }, ...more })

const change = (page: BoardPage, name: string, fields: object) => {
  const card = page.board.find(page.idOf(name))
  if (card) card.deal = { ...card.deal, ...fields, version: card.deal.version + 1 }
  return card?.deal.version as number
}

const live = async (page: BoardPage) => {
  await expect.poll(() => page.api.streams()).toBeGreaterThan(0)
  // What may have been missed before the stream stood is looked up once.
  await expect.poll(() => page.api.of('GET /v1/deals/board').length).toBeGreaterThan(1)
}

const asked = (page: BoardPage) => page.api.of('GET /v1/deals/board').length

test('what others do is seen: a new deal, a moved one, another value', async () => {
  const page = await showBoard()
  await live(page)
  page.board.cards.unshift(sampleCard(50, page.board.stages[2] as never, { name: 'Newcomer' }))
  told(page, 'deal.created', 'Newcomer', 1)
  await expect.poll(() => page.columns()[2]).toEqual(['Newcomer', 'Six'])
  page.board.move(page.idOf('Five'), { stage_id: page.stage(0) })
  told(page, 'deal.moved', 'Five', 2)
  await expect.poll(() => page.columns()[0]).toEqual(['Five', 'One', 'Two', 'Three'])
  const version = change(page, 'Six', { value: { amount: 12_345_67, currency: 'EUR' } })
  told(page, 'deal.updated', 'Six', version)
  await expect.poll(() => page.card('Six').textContent).toContain('€12,345.67')
})

test('what is known already, and what another pipeline is told of, asks for nothing', async () => {
  const page = await showBoard()
  await live(page)
  const before = asked(page)
  told(page, 'deal.updated', 'One', 1)
  page.api.send({
    type: 'deal.created',
    subject: { type: 'deal', id: 'deal_elsewhere', version: 1 },
    data: { pipeline_id: 'pipeline_other', stage_id: 'stage_other' },
  })
  page.api.send({ type: 'invoice.issued', subject: { type: 'invoice', id: 'invoice_1', version: 1 } })
  const version = change(page, 'Two', { next_step: 'Ring them' })
  told(page, 'deal.updated', 'Two', version)
  await expect.poll(() => page.card('Two').textContent).toContain('Ring them')
  expect(asked(page)).toBe(before + 1)
})

describe('while a card is in hand', () => {
  test('nothing shifts under the pointer: what comes is counted, what changes is seen, and the drop lets it all in', async () => {
    const page = await showBoard()
    await live(page)
    await dragBy(page.grip('One'), page.gap(1, 1))
    for (const n of [60, 61, 62]) {
      page.board.cards.unshift(sampleCard(n, page.board.stages[1] as never, { name: `New ${n}` }))
    }
    told(page, 'deal.created', 'New 60', 1)
    await expect.poll(() => page.all('.new-cards').map((one) => one.textContent)).toEqual(['3 new'])
    expect(page.columns()[1]).toEqual(['Four', 'Five'])
    told(page, 'deal.updated', 'One', change(page, 'One', { next_step: 'Ring them' }))
    await expect.poll(() => page.card('One').textContent).toContain('Ring them')
    expect(page.one('.preview').matches(':popover-open')).toBe(true)
    await hand.mouse('mouseReleased', page.gap(1, 1))
    await expect.poll(() => page.columns()[1]).toEqual(['New 62', 'New 61', 'New 60', 'Four', 'One', 'Five'])
    expect(page.all('.new-cards')).toEqual([])
    expect(page.api.of('POST /v1/deals/{id}/move')[0]?.headers.get('if-match')).toBe('"2"')
  })

  test('moved by somebody else, it is let go and they are named', async () => {
    const page = await showBoard({
      handlers: {
        'GET /v1/members/{id}': () => ({ id: 'member_2', person_id: 'person_2' }),
        'GET /v1/persons/{id}': () => ({ id: 'person_2', name: 'Idris Bell' }),
      },
    })
    await live(page)
    await dragBy(page.grip('One'), page.gap(1, 1))
    page.board.move(page.idOf('One'), { stage_id: page.stage(2) })
    told(page, 'deal.moved', 'One', 2, { actor: { type: 'member', id: 'member_2' } })
    await expect.poll(() => page.said()).toBe('Idris Bell moved One to Proposal. It was let go.')
    expect(page.one('.preview').matches(':popover-open')).toBe(false)
    await moveTo(page.gap(1, 1), page.gap(1, 2))
    await hand.mouse('mouseReleased', page.gap(1, 2))
    await frames(3)
    expect(page.moves()).toEqual([])
    expect(page.columns()).toEqual([
      ['Two', 'Three'],
      ['Four', 'Five'],
      ['One', 'Six'],
    ])
  })

  test('archived by somebody else, it is let go too', async () => {
    const page = await showBoard()
    await live(page)
    await dragBy(page.grip('One'), page.gap(1, 1))
    const id = page.idOf('One')
    page.board.cards = page.board.cards.filter(({ deal }) => deal.id !== id)
    page.api.send({ type: 'deal.archived', subject: { type: 'deal', id, version: 2 } })
    await expect.poll(() => page.said()).toBe('One left the board. It was let go.')
    await hand.mouse('mouseReleased', page.gap(1, 1))
    expect(page.moves()).toEqual([])
  })
})

test('components-06: moved twice, with late answers and the stream repeating both, a card never flickers back', async () => {
  const answers: (() => void)[] = []
  const page = await showBoard({
    handlers: {
      'POST /v1/deals/{id}/move': ({ path, body }) => {
        const deal = page.board.move(path.split('/')[3] as string, body as never)
        return new Promise((done) => answers.push(() => done(deal)))
      },
    },
  })
  await live(page)
  const seen = new Set<number>()
  const watch = new MutationObserver(() => {
    const at = page.columns().findIndex((names) => names.includes('One'))
    if (at >= 0) seen.add(at)
  })
  watch.observe(page.root, { subtree: true, childList: true, attributes: true })
  await dragBy(page.grip('One'), page.gap(1, 0))
  await hand.mouse('mouseReleased', page.gap(1, 0))
  await expect.poll(() => page.columns()[1]?.[0]).toBe('One')
  await dragBy(page.grip('One'), page.gap(2, 0))
  await hand.mouse('mouseReleased', page.gap(2, 0))
  await expect.poll(() => page.columns()[2]?.[0]).toBe('One')
  seen.clear()
  expect(page.moves()).toHaveLength(1)
  told(page, 'deal.moved', 'One', 2)
  await frames(10)
  answers[0]?.()
  await expect.poll(() => page.moves().length).toBe(2)
  told(page, 'deal.moved', 'One', 2)
  told(page, 'deal.moved', 'One', 3)
  await frames(10)
  answers[1]?.()
  await expect.poll(() => page.card('One').getAttribute('aria-busy')).toBeNull()
  await frames(10)
  watch.disconnect()
  expect([...seen]).toEqual([2])
  expect(page.moves()).toMatchObject([{ stage_id: page.stage(1) }, { stage_id: page.stage(2) }])
  expect(page.api.of('POST /v1/deals/{id}/move').map(({ headers }) => headers.get('if-match'))).toEqual(['"1"', '"2"'])
  expect(page.board.find(page.idOf('One'))?.deal.stage_id).toBe(page.stage(2))
})

describe('refused', () => {
  const refusal = () =>
    problem(422, 'invalid_request', 'Two fields are wrong.', {
      errors: [
        { code: 'exit', pointer: '#/stage_id', detail: 'Proposal needs a statement of work.' },
        { code: 'exit', pointer: '#/stage_id', detail: 'Proposal needs a close date.' },
      ],
    })
  const drop = async (page: BoardPage) => {
    await dragBy(page.grip('One'), page.gap(2, 0))
    await hand.mouse('mouseReleased', page.gap(2, 0))
  }

  test('a card goes back, and everything that is missing is listed at it', async () => {
    const failed = vi.fn()
    const page = await showBoard({ handlers: { 'POST /v1/deals/{id}/move': refusal } })
    page.element.addEventListener('agencyops-error', failed)
    await drop(page)
    await expect
      .poll(() => page.said())
      .toBe('Not moved: Proposal needs a statement of work. Proposal needs a close date. One is back in Lead.')
    expect(page.columns()[0]).toEqual(['One', 'Two', 'Three'])
    expect(page.head(2)).toContain('Proposal 1')
    expect(failed.mock.calls[0]?.[0].detail).toMatchObject({ problem: { code: 'invalid_request' } })
    page.card('One').querySelector<HTMLElement>('.card-failure')?.click()
    await expect
      .poll(() => page.all('dialog li').map((one) => one.textContent))
      .toEqual(['Proposal needs a statement of work.', 'Proposal needs a close date.'])
  })

  test('one sentence stands at the card itself', async () => {
    const page = await showBoard({
      handlers: { 'POST /v1/deals/{id}/move': () => problem(409, 'illegal_move', 'The deal is won, so it stays.') },
    })
    await drop(page)
    await expect.poll(() => page.card('One').textContent).toContain('The deal is won, so it stays.')
  })

  test('changed by somebody in its stage, it is moved all the same', async () => {
    const page = await showBoard({
      handlers: {
        'POST /v1/deals/{id}/move': ({ path, body, headers }) => {
          const id = path.split('/')[3] as string
          if (headers.get('if-match') !== `"${page.board.find(id)?.deal.version}"`)
            return problem(412, 'precondition_failed', 'The deal has changed.')
          return page.board.move(id, body as never)
        },
      },
    })
    await live(page)
    await frames(10)
    change(page, 'One', { next_step: 'Ring them' })
    await drop(page)
    await expect
      .poll(() => page.api.of('POST /v1/deals/{id}/move').map(({ headers }) => headers.get('if-match')))
      .toEqual(['"1"', '"2"'])
    await expect.poll(() => page.board.find(page.idOf('One'))?.deal.stage_id).toBe(page.stage(2))
    expect(page.columns()[2]).toEqual(['One', 'Six'])
  })

  test('moved by somebody meanwhile, it stands where they put it and says who', async () => {
    const page = await showBoard({
      handlers: {
        'POST /v1/deals/{id}/move': () => problem(412, 'precondition_failed', 'The deal has changed.'),
        'GET /v1/members/{id}': () => ({ id: 'member_2', person_id: 'person_2' }),
        'GET /v1/persons/{id}': () => ({ id: 'person_2', name: 'Idris Bell' }),
      },
    })
    await live(page)
    // Told and moved while the card is on its way.
    const from = page.grip('One')
    await dragBy(from, page.gap(2, 0))
    page.board.move(page.idOf('One'), { stage_id: page.stage(1) })
    told(page, 'deal.moved', 'One', 2, { actor: { type: 'member', id: 'member_2' } })
    await hand.mouse('mouseReleased', page.gap(2, 0))
    await expect.poll(() => page.said()).toMatch(/Idris Bell moved One to Qualified/)
    await expect.poll(() => page.columns()[1]).toEqual(['One', 'Four', 'Five'])
  })

  test('no server at all: it is asked again, and the card stays on its way until it answers', async () => {
    let down = true
    const page = await showBoard({
      handlers: {
        'POST /v1/deals/{id}/move': ({ path, body }) => {
          if (down) throw new TypeError('Failed to fetch')
          return page.board.move(path.split('/')[3] as string, body as never)
        },
      },
    })
    await drop(page)
    await expect.poll(() => page.card('One').getAttribute('aria-busy')).toBe('true')
    await expect.poll(() => page.moves().length, { timeout: 5000 }).toBeGreaterThan(1)
    down = false
    await expect.poll(() => page.card('One').getAttribute('aria-busy'), { timeout: 5000 }).toBeNull()
    expect(page.columns()[2]).toEqual(['One', 'Six'])
    const keys = page.api.of('POST /v1/deals/{id}/move').map(({ headers }) => headers.get('idempotency-key'))
    expect(new Set(keys).size).toBe(1)
  })
})

test('put elsewhere in the page, the board goes on', async () => {
  const page = await showBoard()
  await live(page)
  const elsewhere = document.createElement('div')
  page.element.parentElement?.append(elsewhere)
  elsewhere.append(page.element)
  await page.element.updateComplete
  told(page, 'deal.updated', 'One', change(page, 'One', { next_step: 'Ring them' }))
  await expect.poll(() => page.card('One').textContent).toContain('Ring them')
})
