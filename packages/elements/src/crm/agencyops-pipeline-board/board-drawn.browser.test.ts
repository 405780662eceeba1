import { afterEach, describe, expect, test, vi } from 'vitest'
import { expectAccessible } from '../../../tests/axe.ts'
import { type BoardPage, dragBy, hand, showBoard, textOf } from '../../../tests/board-page.ts'
import { type SampleStage, sampleCard, sampleCards } from '../../../tests/board-samples.ts'
import { problem } from '../../../tests/mount.ts'

const eur = (amount: number) => ({ amount, currency: 'EUR' })

test('a card says what a sales lead scans: client, value, close date, owner, age, next step', async () => {
  const page = await showBoard({
    cards: (stages) => [
      sampleCard(0, stages[0] as SampleStage, {
        name: 'Timetable relaunch',
        value: eur(1_662_138),
        close_on: '2026-12-24',
        next_step: 'Send the statement of work',
        stage_entered_at: '2026-11-22T22:30:00.000Z',
      }),
    ],
  })
  const card = page.card('Timetable relaunch')
  expect(textOf(card)).toContain('Oakmere Ferries')
  for (const said of ['€16,621.38', 'Dec 24', 'MQ', 'Send the statement of work', '12d'])
    expect(textOf(card)).toContain(said)
  expect(page.title('Timetable relaunch').ariaDescription).toBe(
    'Oakmere Ferries, €16,621.38, Closes Dec 24, 2026, Owner: Mara Quill, In this stage for 12 days, Next step: Send the statement of work, due Dec 6',
  )
})

test('pipeline-07 and pipeline-08: the head of a stage sums all its deals, each currency by itself', async () => {
  const page = await showBoard({
    cards: (stages) => [
      ...Array.from({ length: 1000 }, (_, n) => sampleCard(n, stages[0] as SampleStage, { value: eur(12_300) })),
      sampleCard(1000, stages[1] as SampleStage, { value: { amount: 250_000, currency: 'USD' }, currency: 'USD' }),
      sampleCard(1001, stages[1] as SampleStage, { value: eur(100_000) }),
      sampleCard(1002, stages[1] as SampleStage, { value: { amount: 50_000, currency: 'KWD' }, currency: 'KWD' }),
    ],
  })
  expect(page.head(0)).toBe('Lead 1,000 €123,000.00€12,300.00 weighted')
  expect(page.head(1)).toContain('€1,000.00€200.00 weighted KWD 50.000KWD 10.000 weighted $2,500.00$500.00 weighted')
  await dragBy(page.grip(textOf(page.all('.card-title')[0])), page.gap(2, 0))
  await hand.mouse('mouseReleased', page.gap(2, 0))
  await expect.poll(() => page.head(0)).toBe('Lead 999 €122,877.00€12,287.70 weighted')
})

test('of a thousand deals what can be seen is drawn, and the rest comes as one scrolls', async () => {
  const page = await showBoard({ stages: 8, cards: (stages) => sampleCards(stages, 125) })
  await expect.poll(() => page.all('.card[data-id]').length).toBeGreaterThan(20)
  expect(page.all('*').length).toBeLessThan(1200)
  const list = page.all('.list')[0] as HTMLElement
  list.scrollTop = list.scrollHeight
  await expect.poll(() => page.all('.column')[0]?.querySelector('[aria-posinset="125"]:not(.ghost)')).not.toBeNull()
  expect(page.all('*').length).toBeLessThan(1200)
  expect(page.all('.column')[0]?.querySelector('.card')?.getAttribute('aria-setsize')).toBe('125')
  const columns = page.one('.columns')
  columns.scrollLeft = columns.scrollWidth
  await expect.poll(() => page.all('.column')[7]?.querySelectorAll('.card').length).toBeGreaterThan(3)
})

test('what is searched for is asked of the API once, when typing has paused; so is an owner', async () => {
  const page = await showBoard({ columns: [['Harbour signage', 'Timetable'], ['Harbour map'], []] })
  await expect.poll(() => page.all('select.owner')).toHaveLength(1)
  const search = page.one<HTMLInputElement>('input[type=search]')
  for (const typed of ['h', 'ha', 'har']) {
    search.value = typed
    search.dispatchEvent(new Event('input', { bubbles: true }))
  }
  await expect.poll(() => page.columns()).toEqual([['Harbour signage'], ['Harbour map'], []])
  const asked = page.api.of('GET /v1/deals/board').map(({ query }) => query.get('q'))
  expect(asked.filter(Boolean)).toEqual(['har'])
  const owner = page.one<HTMLSelectElement>('select.owner')
  owner.value = owner.options[1]?.value ?? ''
  owner.dispatchEvent(new Event('change', { bubbles: true }))
  await expect.poll(() => page.api.of('GET /v1/deals/board').at(-1)?.query.get('owner_id')).toBe(owner.value)
  search.value = 'nothing like it'
  search.dispatchEvent(new Event('input', { bubbles: true }))
  await expect.poll(() => textOf(page.root.querySelector('.notice'))).toContain('Nothing found')
  page.one('.notice button').click()
  await expect.poll(() => page.columns()[0]).toEqual(['Harbour signage', 'Timetable'])
  expect(search.isConnected && search.value).toBe('')
})

test('as a table: any order, by a button that says which', async () => {
  const page = await showBoard({ attributes: { view: 'table' } })
  await expect.poll(() => page.all('tr[data-id]')).toHaveLength(6)
  const names = () => page.all('tr[data-id] .card-title').map(textOf)
  expect(page.one('table').getAttribute('aria-rowcount')).toBe('7')
  page.all('.sort')[0]?.click()
  await expect.poll(names).toEqual(['Five', 'Four', 'One', 'Six', 'Three', 'Two'])
  expect(page.all('th')[0]?.getAttribute('aria-sort')).toBe('ascending')
  page.all('.sort')[0]?.click()
  await expect.poll(names).toEqual(['Two', 'Three', 'Six', 'One', 'Four', 'Five'])
  expect(page.all('tr[data-id]')[0]?.getAttribute('aria-rowindex')).toBe('2')
  page.all('.card-more')[0]?.click()
  await expect.poll(() => page.root.querySelector<HTMLDialogElement>('dialog')?.open).toBe(true)
})

test('a table of a thousand orders all of them, and draws some', async () => {
  const page = await showBoard({
    stages: 4,
    cards: (stages) => sampleCards(stages, 250),
    attributes: { view: 'table' },
  })
  await expect.poll(() => page.one('table').getAttribute('aria-rowcount')).toBe('1001')
  await expect.poll(() => page.api.of('GET /v1/deals/board').length, { timeout: 5000 }).toBeGreaterThan(4)
  await expect.poll(() => page.root.textContent).not.toContain('deals are loaded')
  expect(page.all('*').length).toBeLessThan(1200)
})

describe('a hostile name', () => {
  const names = [
    '<img src=x onerror="window.hacked = true">',
    '\u202Egnp.exe',
    'X'.repeat(5000),
    '👩‍👩‍👧‍👦 Family',
    '"><script>window.hacked = true</script>',
  ]
  test('is a text in every place that shows one, and moves nothing', async () => {
    const page = await showBoard({
      cards: (stages) => {
        for (const [at, stage] of stages.entries()) stage.name = names[at] as string
        return names.map((name, n) => {
          const card = sampleCard(n, stages[n % 3] as SampleStage, { name, next_step: name })
          if (card.company) card.company.name = name
          if (card.owner) card.owner.name = name
          return card
        })
      },
    })
    for (const card of page.all('.card')) {
      const { width, height } = card.getBoundingClientRect()
      expect([Math.round(width), Math.round(height)]).toEqual([266, 92])
      for (const text of card.querySelectorAll('.clip, .figure'))
        expect(getComputedStyle(text).unicodeBidi).toBe('isolate')
    }
    for (const column of page.all('.column')) expect(Math.round(column.getBoundingClientRect().width)).toBe(284)
    page.all('.card-more')[0]?.click()
    await expect.poll(() => page.root.querySelector<HTMLDialogElement>('dialog')?.open).toBe(true)
    expect(page.one('dialog').scrollWidth).toBeLessThanOrEqual(page.one('dialog').clientWidth)
    page.element.view = 'table'
    await expect.poll(() => page.all('tr[data-id]')).toHaveLength(5)
    expect(page.root.querySelector('img, script')).toBeNull()
    expect('hacked' in window).toBe(false)
  })
})

describe('what stands where the board does not', () => {
  test('a skeleton, then the board', async () => {
    const gate = Promise.withResolvers<void>()
    const showing = showBoard({
      handlers: (board) => ({ 'GET /v1/deals/board': ({ query }) => gate.promise.then(() => board.answer(query)) }),
    })
    await expect
      .poll(() => document.querySelector('agencyops-pipeline-board')?.shadowRoot?.querySelector('.bones'))
      .not.toBeNull()
    const element = document.querySelector('agencyops-pipeline-board') as HTMLElement
    await expectAccessible(element)
    gate.resolve()
    const page = await showing
    expect(page.columns()[0]).toEqual(['One', 'Two', 'Three'])
  })

  test('the API’s refusal, and a retry', async () => {
    let works = false
    const showing = showBoard({
      handlers: (board) => ({
        'GET /v1/deals/board': ({ query }) =>
          works ? board.answer(query) : problem(403, 'forbidden', 'The key lacks the scope deals:read.'),
      }),
    })
    const root = () => document.querySelector('agencyops-pipeline-board')?.shadowRoot
    await expect.poll(() => root()?.querySelector('.failed')).toBeTruthy()
    expect(root()?.textContent).toContain('The key lacks the scope deals:read.')
    await expectAccessible(document.querySelector('agencyops-pipeline-board') as HTMLElement)
    works = true
    root()?.querySelector<HTMLElement>('.failed button')?.click()
    await expect.poll(() => root()?.querySelectorAll('.card[data-id]').length).toBe(6)
    await showing
  })

  test('a board that could not be renewed stays, and says so', async () => {
    let down = false
    const page = await showBoard({
      handlers: (board) => ({
        'GET /v1/deals/board': ({ query }) => {
          if (down) throw new TypeError('Failed to fetch')
          return board.answer(query)
        },
      }),
    })
    await expect.poll(() => page.api.streams()).toBeGreaterThan(0)
    down = true
    page.api.send({ type: 'stage.updated', subject: { type: 'stage', id: page.stage(0), version: 2 } })
    await expect.poll(() => page.root.textContent, { timeout: 10_000 }).toContain('Not up to date')
    expect(page.columns()[0]).toEqual(['One', 'Two', 'Three'])
  })
})

describe('anybody can use it', () => {
  const states: Record<string, (scheme: string) => Promise<BoardPage>> = {
    board: (theme) => showBoard({ attributes: { theme } }),
    table: async (theme) => {
      const page = await showBoard({ attributes: { theme, view: 'table' } })
      await expect.poll(() => page.root.querySelector('tr[data-id]')).not.toBeNull()
      return page
    },
    'empty board': (theme) => showBoard({ attributes: { theme }, columns: [[], [], []] }),
    'narrow board': (theme) => showBoard({ attributes: { theme }, width: '340px' }),
    dialog: async (theme) => {
      const page = await showBoard({ attributes: { theme } })
      page.all('.card-more')[0]?.click()
      await expect.poll(() => page.root.querySelector<HTMLDialogElement>('dialog')?.open).toBe(true)
      await Promise.all(
        page
          .one('dialog')
          .getAnimations()
          .map((one) => one.finished),
      )
      return page
    },
    refusal: async (theme) => {
      const page = await showBoard({
        attributes: { theme },
        handlers: { 'POST /v1/deals/{id}/move': () => problem(422, 'invalid_request', 'It needs a close date.') },
      })
      await dragBy(page.grip('One'), page.gap(1, 0))
      await hand.mouse('mouseReleased', page.gap(1, 0))
      await expect.poll(() => page.root.querySelector('.card-failure')).not.toBeNull()
      await Promise.all(
        page
          .one('.toast')
          .getAnimations()
          .map((one) => one.finished),
      )
      return page
    },
    'card in hand': async (theme) => {
      const page = await showBoard({ attributes: { theme } })
      await dragBy(page.grip('One'), page.gap(1, 1))
      // What is left of it at its old place is a shadow on purpose, and nothing to read.
      page.card('One').style.opacity = '1'
      return page
    },
  }
  afterEach(() => {
    document.body.style.background = ''
    document.documentElement.style.fontSize = ''
  })

  for (const [name, show] of Object.entries(states)) {
    test.each(['light', 'dark'])(`${name}, %s`, async (theme) => {
      document.documentElement.style.colorScheme = theme
      document.body.style.background = theme === 'dark' ? '#16181f' : '#ffffff'
      const page = await show(theme)
      await expectAccessible(page.element)
      if (name === 'card in hand') await hand.mouse('mouseReleased', page.gap(1, 1))
    })
  }

  test('right to left', async () => {
    document.documentElement.dir = 'rtl'
    const page = await showBoard()
    const [first, second] = page.all('.column').map((one) => one.getBoundingClientRect().left)
    expect(first).toBeGreaterThan(second as number)
    await dragBy(page.grip('One'), page.gap(1, 1))
    await hand.mouse('mouseReleased', page.gap(1, 1))
    await expect.poll(() => page.columns()[1]).toEqual(['Four', 'One', 'Five'])
    await expectAccessible(page.element)
  })

  test('text of twice the size makes cards of twice the size, and cuts nothing off', async () => {
    document.documentElement.style.fontSize = '200%'
    const page = await showBoard()
    const card = page.card('One')
    expect(card.getBoundingClientRect().height).toBeCloseTo(184, 0)
    expect(card.scrollHeight).toBeLessThanOrEqual(card.clientHeight)
    expect(page.row()).toBeCloseTo(192, 0)
  })
})

test('a strict policy of the page has nothing to say', async () => {
  const violated = vi.fn()
  document.addEventListener('securitypolicyviolation', violated)
  const policy = document.createElement('meta')
  policy.httpEquiv = 'Content-Security-Policy'
  policy.content = "style-src 'self'"
  document.head.append(policy)
  const page = await showBoard()
  await dragBy(page.grip('One'), page.gap(1, 1))
  await hand.mouse('mouseReleased', page.gap(1, 1))
  page.all('.card-more')[0]?.click()
  await expect.poll(() => page.root.querySelector<HTMLDialogElement>('dialog')?.open).toBe(true)
  expect(violated).not.toHaveBeenCalled()
  document.removeEventListener('securitypolicyviolation', violated)
})
