import { describe, expect, test, vi } from 'vitest'
import { dragBy, frames, hand, moveTo, showBoard } from '../../../tests/board-page.ts'
import { sampleCard } from '../../../tests/board-samples.ts'

const many = (names: number) => [Array.from({ length: names }, (_, n) => `Deal ${n}`), ['Other'], []]

describe('by mouse', () => {
  test('a card is put between two others of another stage, at once and then in the API', async () => {
    const page = await showBoard()
    const moved = vi.fn()
    page.element.addEventListener('agencyops-deal-moved', moved)
    const to = page.gap(1, 1)
    await dragBy(page.grip('One'), to)
    expect(page.one('.preview').matches(':popover-open')).toBe(true)
    expect(page.all('.column')[1]?.hasAttribute('data-over')).toBe(true)
    await hand.mouse('mouseReleased', to)
    await expect.poll(() => page.columns()).toEqual([['Two', 'Three'], ['Four', 'One', 'Five'], ['Six']])
    expect(page.moves()).toEqual([
      { stage_id: page.stage(1), before_id: page.idOf('Four'), after_id: page.idOf('Five') },
    ])
    await expect.poll(() => page.said()).toBe('Moved One to Qualified, 2 of 3.')
    await expect
      .poll(() => moved.mock.calls[0]?.[0].detail)
      .toMatchObject({
        deal: { name: 'One', stage_id: page.stage(1), version: 2 },
        from_stage_id: page.stage(0),
      })
    expect(page.api.of('POST /v1/deals/{id}/move')[0]?.headers.get('if-match')).toBe('"1"')
    expect(page.one('.preview').matches(':popover-open')).toBe(false)
  })

  test('sums follow the card before the API has answered', async () => {
    let answer = (): void => undefined
    const page = await showBoard({
      cards: (stages) => [
        sampleCard(0, stages[0] as never, { name: 'One', value: { amount: 1_000_00, currency: 'EUR' } }),
        sampleCard(1, stages[1] as never, { name: 'Two', value: { amount: 50_00, currency: 'EUR' } }),
      ],
      handlers: {
        'POST /v1/deals/{id}/move': ({ path, body }) =>
          new Promise((done) => {
            answer = () => done(page.board.move(path.split('/')[3] as string, body as never))
          }),
      },
    })
    await dragBy(page.grip('One'), page.gap(1, 0))
    await hand.mouse('mouseReleased', page.gap(1, 0))
    await expect.poll(() => page.head(1)).toBe('Qualified 2 €1,050.00€210.00 weighted')
    expect(page.head(0)).toBe('Lead 0 €0.00€0.00 weighted')
    expect(page.card('One').getAttribute('aria-busy')).toBe('true')
    answer()
    await expect.poll(() => page.card('One').getAttribute('aria-busy')).toBeNull()
    expect(page.head(1)).toBe('Qualified 2 €1,050.00€210.00 weighted')
  })

  test('within its stage a card is put elsewhere by its neighbours', async () => {
    const page = await showBoard()
    await dragBy(page.grip('One'), page.gap(0, 3))
    await hand.mouse('mouseReleased', page.gap(0, 3))
    await expect.poll(() => page.columns()[0]).toEqual(['Two', 'Three', 'One'])
    expect(page.moves()).toEqual([{ stage_id: page.stage(0), before_id: page.idOf('Three') }])
  })

  test('a press that moves less than four pixels is a click, and a drag is none', async () => {
    const page = await showBoard()
    const opened = vi.fn()
    page.element.addEventListener('agencyops-deal-open', opened)
    const { x, y } = page.title('One').getBoundingClientRect()
    const at = { x: x + 12, y: y + 8 }
    await dragBy(at, { x: at.x + 2, y: at.y + 2 }, 2)
    await hand.mouse('mouseReleased', { x: at.x + 2, y: at.y + 2 })
    await expect.poll(() => opened.mock.calls.length).toBe(1)
    expect(opened.mock.calls[0]?.[0].detail.deal.name).toBe('One')
    await dragBy(at, { x: at.x + 30, y: at.y + 5 })
    await hand.mouse('mouseReleased', { x: at.x + 30, y: at.y + 5 })
    await frames(3)
    expect(opened).toHaveBeenCalledTimes(1)
    expect(page.moves()).toEqual([])
  })

  test('Escape puts it back, and a dialog of the page around the board stays open', async () => {
    const page = await showBoard()
    const around = vi.fn()
    document.addEventListener('keydown', around, { once: true })
    await dragBy(page.grip('One'), page.gap(1, 1))
    await (await import('vitest/browser')).userEvent.keyboard('{Escape}')
    await hand.mouse('mouseReleased', page.gap(1, 1))
    await expect.poll(() => page.said()).toBe('Cancelled. One stays in Lead.')
    expect(page.moves()).toEqual([])
    expect(around).not.toHaveBeenCalled()
    document.removeEventListener('keydown', around)
  })

  test('a page that prevents the move keeps the card where it is', async () => {
    const page = await showBoard()
    const asked: unknown[] = []
    page.element.addEventListener('agencyops-deal-move-requested', (event) => {
      asked.push(event.detail)
      event.preventDefault()
    })
    await dragBy(page.grip('One'), page.gap(2, 1))
    await hand.mouse('mouseReleased', page.gap(2, 1))
    await expect.poll(() => page.said()).toBe('Cancelled. One stays in Lead.')
    expect(asked).toMatchObject([
      { from_stage_id: page.stage(0), stage_id: page.stage(2), before_id: page.idOf('Six') },
    ])
    expect(page.columns()[0]).toEqual(['One', 'Two', 'Three'])
    expect(page.moves()).toEqual([])
  })

  test('at the lower edge the list scrolls, and the card lands where it has come to', async () => {
    const page = await showBoard({ columns: many(40), height: '480px' })
    const list = page.all('.list')[0] as HTMLElement
    const { bottom, left } = list.getBoundingClientRect()
    await dragBy(page.grip('Deal 0'), { x: left + 100, y: bottom - 4 })
    await expect.poll(() => list.scrollTop, { timeout: 5000 }).toBeGreaterThan(1500)
    const away = { x: left + 100, y: bottom - 200 }
    await moveTo({ x: left + 100, y: bottom - 4 }, away, 2)
    await hand.mouse('mouseReleased', away)
    await expect.poll(() => page.moves()).toHaveLength(1)
    const place = page.board.in(page.stage(0)).findIndex(({ deal }) => deal.name === 'Deal 0')
    expect(place).toBeGreaterThan(14)
    await expect.poll(() => page.card('Deal 0').ariaPosInSet).toBe(String(place + 1))
  })

  test('at the edge of the board the stages scroll', async () => {
    const page = await showBoard({ stages: 6, width: '700px' })
    const columns = page.one('.columns')
    const { right, top } = columns.getBoundingClientRect()
    await dragBy(page.grip('One'), { x: right - 6, y: top + 150 })
    await expect.poll(() => columns.scrollLeft, { timeout: 5000 }).toBeGreaterThan(300)
    await hand.mouse('mouseReleased', { x: right - 6, y: top + 150 })
    await expect.poll(() => page.moves()).toHaveLength(1)
  })
})

describe('by finger', () => {
  test('held for a quarter of a second, a card follows the finger past an edge that scrolls, and is put down', async () => {
    const page = await showBoard({ columns: many(40), height: '480px' })
    const from = page.grip('Deal 0')
    const list = page.all('.list')[0] as HTMLElement
    const { bottom } = list.getBoundingClientRect()
    await hand.touch('touchStart', from)
    await expect.poll(() => page.one('.preview').matches(':popover-open')).toBe(true)
    await hand.touch('touchMove', { x: from.x, y: bottom - 6 })
    await expect.poll(() => list.scrollTop, { timeout: 5000 }).toBeGreaterThan(1500)
    // The card that the finger took is far above by now; were it gone, the browser would take the touch for its own.
    expect(page.card('Deal 0')).toBeDefined()
    await hand.touch('touchMove', page.gap(1, 1))
    await frames(2)
    await hand.touch('touchEnd')
    await expect.poll(() => page.moves()).toEqual([{ stage_id: page.stage(1), before_id: page.idOf('Other') }])
    await expect.poll(() => page.columns()[1]).toEqual(['Other', 'Deal 0'])
  })

  test('moved at once, the finger scrolls and takes nothing', async () => {
    const page = await showBoard({ columns: many(40), height: '480px' })
    const from = page.grip('Deal 2')
    await hand.touch('touchStart', from)
    for (let y = from.y; y > from.y - 150; y -= 15) {
      await hand.touch('touchMove', { x: from.x, y })
      await frames(1)
    }
    await expect.poll(() => (page.all('.list')[0] as HTMLElement).scrollTop).toBeGreaterThan(0)
    await hand.touch('touchEnd')
    expect(page.one('.preview').matches(':popover-open')).toBe(false)
    expect(page.moves()).toEqual([])
  })
})

test('a board whose session may not move takes nothing in hand', async () => {
  const page = await showBoard({ features: ['win'] })
  await dragBy(page.grip('One'), page.gap(1, 1))
  expect(page.one('.preview').matches(':popover-open')).toBe(false)
  await hand.mouse('mouseReleased', page.gap(1, 1))
  expect(page.moves()).toEqual([])
})

test('a board that is taken out of the page in the middle of a drag, and put back, starts anew', async () => {
  const page = await showBoard()
  await dragBy(page.grip('One'), page.gap(1, 1))
  const place = page.element.parentElement
  page.element.remove()
  place?.append(page.element)
  await page.element.updateComplete
  await hand.mouse('mouseReleased', page.gap(1, 1))
  expect(page.moves()).toEqual([])
  await expect.poll(() => page.columns()[0]).toEqual(['One', 'Two', 'Three'])
  await dragBy(page.grip('One'), page.gap(1, 1))
  await hand.mouse('mouseReleased', page.gap(1, 1))
  await expect.poll(() => page.columns()[1]).toEqual(['Four', 'One', 'Five'])
})
