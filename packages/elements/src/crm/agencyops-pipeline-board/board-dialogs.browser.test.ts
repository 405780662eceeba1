import { describe, expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { type BoardPage, dragBy, hand, showBoard, textOf } from '../../../tests/board-page.ts'
import { idOf } from '../../../tests/board-samples.ts'
import { problem } from '../../../tests/mount.ts'

const press = (keys: string) => userEvent.keyboard(keys)
const opened = (page: BoardPage) =>
  expect.poll(() => page.root.querySelector<HTMLDialogElement>('dialog')?.open).toBe(true)
const button = (page: BoardPage, label: string) => {
  const found = page.all('dialog button').find((one) => textOf(one) === label)
  if (!found) throw new Error(`There is no button ${label}`)
  return found
}
const choose = (page: BoardPage, selector: string, value: string) => {
  const field = page.one<HTMLSelectElement | HTMLInputElement>(selector)
  field.value = value
  field.dispatchEvent(new Event(field instanceof HTMLSelectElement ? 'change' : 'input', { bubbles: true }))
  return page.element.updateComplete
}
const win = {
  'POST /v1/deals/{id}/win': () => ({
    deal: { id: idOf('deal', 0), status: 'won', version: 2 },
    engagement: { id: 'engagement_1', contract_value: { amount: 1_662_138, currency: 'EUR' } },
    project: { name: 'Timetable relaunch' },
    milestones: [{}, {}],
  }),
}

describe('components-04: focus stays in a dialog and comes back, through shadow roots', () => {
  test('the refusal, inside a host’s shadow root, of a card that has moved meanwhile', async () => {
    const host = document.createElement('div')
    document.body.append(host)
    const page = await showBoard({
      inside: host.attachShadow({ mode: 'open' }),
      handlers: {
        'POST /v1/deals/{id}/move': () => problem(422, 'invalid_request', 'Proposal needs a statement of work.'),
      },
    })
    await expect.poll(() => page.api.streams()).toBeGreaterThan(0)
    await dragBy(page.grip('One'), page.gap(2, 0))
    await hand.mouse('mouseReleased', page.gap(2, 0))
    await expect.poll(() => page.root.querySelector('.card-failure')).not.toBeNull()
    page.card('One').querySelector<HTMLElement>('.card-failure')?.click()
    await opened(page)
    const inside = () => page.one('dialog').contains(page.root.activeElement)
    for (const keys of ['{Tab}', '{Shift>}{Tab}{/Shift}']) {
      for (let times = 0; times < 12; times++) {
        await press(keys)
        expect(inside()).toBe(true)
      }
    }
    expect(page.one('dialog').matches(':modal')).toBe(true)
    page.board.move(page.idOf('One'), { stage_id: page.stage(1) })
    page.api.send({ type: 'deal.moved', subject: { type: 'deal', id: page.idOf('One'), version: 2 } })
    await expect.poll(() => page.columns()[1]).toContain('One')
    expect(inside()).toBe(true)
    await press('{Escape}')
    await expect.poll(() => page.focused()).toBe('One')
    expect(page.card('One').closest<HTMLElement>('[data-stage]')?.dataset.stage).toBe(page.stage(1))
    host.remove()
  })
})

test('Move… by its button, M, or the menu key: stage and position, as dragging does it', async () => {
  const page = await showBoard()
  page.title('One').focus()
  await press('m')
  await opened(page)
  expect(page.root.activeElement).toBe(page.one('dialog select'))
  await choose(page, 'dialog select', page.stage(1))
  await choose(page, 'dialog input', '2')
  expect(textOf(page.one('dialog small'))).toBe('1 to 3; 1 is the top')
  button(page, 'Move').click()
  await expect.poll(() => page.columns()[1]).toEqual(['Four', 'One', 'Five'])
  expect(page.moves()).toEqual([{ stage_id: page.stage(1), before_id: page.idOf('Four'), after_id: page.idOf('Five') }])
  await expect.poll(() => page.focused()).toBe('One')
  await press('{ContextMenu}')
})

test('a place whose neighbours are not loaded yet is loaded first', async () => {
  const page = await showBoard({ columns: [['One'], Array.from({ length: 120 }, (_, n) => `Deal ${n}`), []] })
  page.card('One').querySelector<HTMLElement>('.card-more')?.click()
  await opened(page)
  await choose(page, 'dialog select', page.stage(1))
  await choose(page, 'dialog input', '100')
  button(page, 'Move').click()
  await expect
    .poll(() => page.moves())
    .toEqual([{ stage_id: page.stage(1), before_id: page.idOf('Deal 98'), after_id: page.idOf('Deal 99') }])
})

test('a win says what it opens before it is confirmed, by the API’s own dry run', async () => {
  const page = await showBoard({ handlers: win })
  const won = vi.fn()
  page.element.addEventListener('agencyops-deal-won', won)
  page.card('One').querySelector<HTMLElement>('.card-more')?.click()
  await opened(page)
  button(page, 'Mark as won…').click()
  await expect
    .poll(() => page.all('dialog li').map(textOf))
    .toEqual(['an engagement worth €16,621.38', 'the project Timetable relaunch', '2 milestones'])
  expect(page.api.of('POST /v1/deals/{id}/win')[0]?.query.get('dry_run')).toBe('true')
  button(page, 'Win deal').click()
  await expect.poll(() => page.columns()[0]).toEqual(['Two', 'Three'])
  expect(page.api.of('POST /v1/deals/{id}/win')[1]?.headers.get('if-match')).toBe('"1"')
  expect(won.mock.calls[0]?.[0].detail).toMatchObject({ engagement: { id: 'engagement_1' } })
  await expect.poll(() => page.said()).toBe('One is won.')
  await expect.poll(() => page.focused()).toBeDefined()
})

test('a loss asks for its reason, and keeps what was typed when the session has ended', async () => {
  let ended = true
  const page = await showBoard({
    handlers: {
      'POST /v1/deals/{id}/lose': ({ path }) =>
        ended
          ? problem(401, 'unauthorized', 'The session has ended.')
          : { ...page.board.find(path.split('/')[3] as string)?.deal, status: 'lost' },
    },
  })
  page.card('Two').querySelector<HTMLElement>('.card-more')?.click()
  await opened(page)
  button(page, 'Mark as lost…').click()
  await expect.poll(() => page.all('dialog option').map(textOf)).toEqual(['Choose a reason', 'Budget'])
  expect((button(page, 'Lose deal') as HTMLButtonElement).disabled).toBe(true)
  await choose(page, 'dialog select', 'lost_reason_1')
  await choose(page, 'dialog textarea', 'They stay with their agency.')
  button(page, 'Lose deal').click()
  await expect.poll(() => textOf(page.root.querySelector('dialog [role=alert]'))).toContain('Your session has ended')
  expect(page.one<HTMLTextAreaElement>('dialog textarea').value).toBe('They stay with their agency.')
  ended = false
  button(page, 'Lose deal').click()
  await expect.poll(() => page.columns()[0]).toEqual(['One', 'Three'])
  expect(page.api.of('POST /v1/deals/{id}/lose').at(-1)?.body).toEqual({
    lost_reason_id: 'lost_reason_1',
    note: 'They stay with their agency.',
  })
})

test.each([
  [
    ['move', 'win', 'lose'],
    ['Mark as won…', 'Mark as lost…', 'Move'],
  ],
  [['move'], ['Move']],
  [['win'], ['Mark as won…']],
  [['lose'], ['Mark as lost…']],
])('a session with %j is offered %j', async (features, labels) => {
  const page = await showBoard({ features })
  page.card('One').querySelector<HTMLElement>('.card-more')?.click()
  await opened(page)
  expect(page.all('.dialog-actions button').map(textOf)).toEqual(labels)
})

test('a session that may only read has nothing to press but the titles', async () => {
  const page = await showBoard({ features: [] })
  expect(page.all('.card-more')).toEqual([])
  page.title('One').focus()
  await press('m')
  expect(page.root.querySelector('dialog')).toBeNull()
})
