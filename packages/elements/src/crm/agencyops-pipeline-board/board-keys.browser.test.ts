import { describe, expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { showBoard } from '../../../tests/board-page.ts'

const press = (keys: string) => userEvent.keyboard(keys)

describe('components-05: keyboard moves speak, also when picking up, and follow the reading direction', () => {
  test.each([
    ['ltr', 2, 'Proposal'],
    ['rtl', 0, 'Lead'],
  ] as const)('in a page that is read %s, ArrowRight moves to stage %i, %s', async (dir, stage, name) => {
    document.documentElement.dir = dir
    const page = await showBoard()
    page.title('Four').focus()
    await press(' ')
    await expect
      .poll(() => page.said())
      .toBe('Picked up Four. Qualified, 1 of 2. Arrow keys move, space drops, escape cancels.')
    await press('{ArrowRight}')
    await expect.poll(() => page.said()).toBe(`${name}, 1 of ${stage === 2 ? 2 : 4}.`)
    expect(page.moves()).toEqual([])
    await press(' ')
    await expect.poll(() => page.said()).toBe(`Moved Four to ${name}, 1 of ${stage === 2 ? 2 : 4}.`)
    await expect.poll(() => page.columns()[stage]?.[0]).toBe('Four')
    expect(page.moves()).toMatchObject([{ stage_id: page.stage(stage) }])
    await expect.poll(() => page.focused()).toBe('Four')
  })

  test('Escape brings it back to the start, and nothing is sent', async () => {
    const page = await showBoard()
    const around = vi.fn()
    page.element.parentElement?.addEventListener('keydown', around)
    page.title('Four').focus()
    await press(' {ArrowLeft}')
    await expect.poll(() => page.said()).toBe('Lead, 1 of 4.')
    around.mockClear()
    await press('{Escape}')
    await expect.poll(() => page.said()).toBe('Cancelled. Four stays in Qualified.')
    expect(around).not.toHaveBeenCalled()
    expect(page.columns()[1]).toEqual(['Four', 'Five'])
    expect(page.moves()).toEqual([])
    expect(page.focused()).toBe('Four')
  })
})

test('up, down, Home and End choose the place in the stage, and Tab cancels', async () => {
  const page = await showBoard()
  page.title('One').focus()
  await press(' {ArrowDown}')
  await expect.poll(() => page.said()).toBe('Lead, 2 of 3.')
  await press('{End}')
  await expect.poll(() => page.said()).toBe('Lead, 3 of 3.')
  await press('{Home}{ArrowUp}')
  await expect.poll(() => page.said()).toBe('Lead, 1 of 3.')
  await press('{Tab}')
  await expect.poll(() => page.said()).toBe('Cancelled. One stays in Lead.')
  expect(page.focused()).toBe('One')
  await press(' {ArrowDown}{Enter}')
  await expect.poll(() => page.columns()[0]).toEqual(['Two', 'One', 'Three'])
  expect(page.moves()).toEqual([{ stage_id: page.stage(0), before_id: page.idOf('Two'), after_id: page.idOf('Three') }])
})

test('each stage is one stop of Tab, and arrows go from card to card', async () => {
  const page = await showBoard()
  const stops = page.all('.column button').filter((one) => one.tabIndex === 0)
  expect(stops).toHaveLength(3)
  page.title('One').focus()
  await press('{ArrowDown}')
  await expect.poll(() => page.focused()).toBe('Two')
  await press('{End}')
  await expect.poll(() => page.focused()).toBe('Three')
  await press('{ArrowRight}')
  await expect.poll(() => page.focused()).toBe('Five')
  await press('{ArrowRight}')
  await expect.poll(() => page.focused()).toBe('Six')
  await press('{ArrowLeft}{Home}')
  await expect.poll(() => page.focused()).toBe('Four')
  await press('{Tab}')
  await expect.poll(() => page.focused()).toBe('Six')
  await userEvent.keyboard('{Shift>}{Tab}{/Shift}')
  await expect.poll(() => page.focused()).toBe('Four')
})

test('Enter opens, and the space bar does not', async () => {
  const page = await showBoard()
  const opened = vi.fn()
  page.element.addEventListener('agencyops-deal-open', opened)
  page.title('Two').focus()
  await press('{Enter}')
  expect(opened).toHaveBeenCalledTimes(1)
  await press(' {Escape}')
  expect(opened).toHaveBeenCalledTimes(1)
})

test('a card in a long stage is brought to where it is seen', async () => {
  const page = await showBoard({ columns: [Array.from({ length: 45 }, (_, n) => `Deal ${n}`), [], []] })
  page.title('Deal 0').focus()
  await press('{End}')
  await expect.poll(() => page.focused()).toBe('Deal 44')
  const list = (page.all('.list')[0] as HTMLElement).getBoundingClientRect()
  const card = page.card('Deal 44').getBoundingClientRect()
  expect(card.bottom).toBeLessThanOrEqual(list.bottom + 1)
})

test('the focus stays on its card through changes of others, and goes to the next where the card is gone', async () => {
  const page = await showBoard()
  page.title('Two').focus()
  await expect.poll(() => page.api.streams()).toBeGreaterThan(0)
  page.board.move(page.idOf('Two'), { stage_id: page.stage(2) })
  page.api.send({ type: 'deal.moved', subject: { type: 'deal', id: page.idOf('Two'), version: 2 } })
  await expect.poll(() => page.columns()[2]).toContain('Two')
  await expect.poll(() => page.focused()).toBe('Two')
  const gone = page.board.find(page.idOf('Two'))
  if (gone) gone.deal = { ...gone.deal, status: 'won', version: 3 }
  page.api.send({ type: 'deal.won', subject: { type: 'deal', id: page.idOf('Two'), version: 3 } })
  await expect.poll(() => page.columns()[2]).toEqual(['Six'])
  await expect.poll(() => page.focused()).toBe('Six')
})
