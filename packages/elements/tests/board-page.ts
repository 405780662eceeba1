/** A board on the page of a test, before an API that keeps what it is told; and what a person sees and does. */
import { html } from 'lit'
import { expect } from 'vitest'
import { cdp } from 'vitest/browser'
import '../src/define/pipeline-board.ts'
import type { AgencyOpsPipelineBoard } from '../src/define/pipeline-board.ts'
import { idOf, SampleBoard, type SampleCard, type SampleStage, sampleCard, sampleStages } from './board-samples.ts'
import { fakeApi, type Handler, mount, sessionFor } from './mount.ts'

export interface BoardOptions {
  stages?: number
  /** The names of the deals in each stage. */
  columns?: string[][]
  cards?: (stages: SampleStage[]) => SampleCard[]
  handlers?: Record<string, Handler> | ((board: SampleBoard) => Record<string, Handler>)
  features?: string[]
  width?: string
  height?: string
  attributes?: Record<string, string>
  inside?: ShadowRoot
}

/** Loading the first board of a file takes its time. */
const patient = { timeout: 10_000 }

export async function showBoard(options: BoardOptions = {}) {
  const { columns = [['One', 'Two', 'Three'], ['Four', 'Five'], ['Six']], features } = options
  const stages = sampleStages(options.stages ?? Math.max(3, columns.length))
  let n = 0
  const cards =
    options.cards?.(stages) ??
    columns.flatMap((names, at) => names.map((name) => sampleCard(n++, stages[at] as SampleStage, { name })))
  const board = new SampleBoard(stages, cards)
  const api = fakeApi({
    'GET /v1/deals/board': ({ query }) => board.answer(query),
    'POST /v1/deals/{id}/move': ({ path, body }) => board.move(idIn(path), body as never),
    'GET /v1/deals/{id}': ({ path }) => board.find(idIn(path))?.deal,
    'GET /v1/lost_reasons': () => page([{ id: 'lost_reason_1', name: 'Budget' }]),
    'GET /v1/persons': () => page([{ id: idOf('person', 0), name: 'Mara Quill' }]),
    'GET /v1/pipelines': () => page([{ id: stages[0]?.pipeline_id, name: 'Sales', is_default: true }]),
    ...(typeof options.handlers === 'function' ? options.handlers(board) : options.handlers),
  })
  const session = sessionFor('member_01m86d72r0fkxt9zq4c7w2h5nb', {
    ...(features ? { components: { pipeline_board: { features } } } : {}),
  })
  const template = html`<agencyops-pipeline-board api-url=${api.url} .fetchSession=${session}></agencyops-pipeline-board>`
  const element = await mount<AgencyOpsPipelineBoard>(template, options.width ?? '1200px')
  element.style.height = options.height ?? '600px'
  for (const [name, value] of Object.entries(options.attributes ?? {})) element.setAttribute(name, value)
  options.inside?.append(element)
  const root = element.shadowRoot as ShadowRoot
  await expect.poll(() => root.querySelector('.card[data-id], .notice, tr[data-id]'), patient).not.toBeNull()
  // What is done on it comes once it is drawn, and so does the stream.
  await expect.poll(() => root.querySelector('.preview'), patient).not.toBeNull()
  return new BoardPage(element, board, api)
}

export class BoardPage {
  readonly element: AgencyOpsPipelineBoard
  readonly root: ShadowRoot
  readonly board: SampleBoard
  readonly api: ReturnType<typeof fakeApi>

  constructor(element: AgencyOpsPipelineBoard, board: SampleBoard, api: ReturnType<typeof fakeApi>) {
    this.element = element
    this.root = element.shadowRoot as ShadowRoot
    this.board = board
    this.api = api
  }

  all<T extends HTMLElement = HTMLElement>(selector: string): T[] {
    return [...this.root.querySelectorAll<T>(selector)]
  }

  one<T extends HTMLElement = HTMLElement>(selector: string): T {
    const found = this.root.querySelector<T>(selector)
    if (!found) throw new Error(`There is no ${selector}`)
    return found
  }

  /** The names of the deals as they are seen, column by column. */
  columns(): string[][] {
    return this.all('.column').map((column) =>
      [...column.querySelectorAll('.card[data-id]')]
        .toSorted((one, other) => Number(one.ariaPosInSet) - Number(other.ariaPosInSet))
        .map((card) => textOf(card.querySelector('.card-title'))),
    )
  }

  head(at: number): string {
    const head = this.all('.column-head')[at]?.cloneNode(true) as HTMLElement
    for (const unseen of head.querySelectorAll('.visually-hidden')) unseen.remove()
    return textOf(head)
  }

  card(name: string): HTMLElement {
    const title = this.all('.card-title').find((one) => textOf(one) === name)
    const found = title?.closest<HTMLElement>('[data-id]')
    if (!found) throw new Error(`There is no card ${name}`)
    return found
  }

  title(name: string): HTMLElement {
    return this.card(name).querySelector('.card-title') as HTMLElement
  }

  idOf(name: string): string {
    const found = this.board.cards.find(({ deal }) => deal.name === name)
    if (!found) throw new Error(`There is no deal ${name}`)
    return found.deal.id
  }

  /** The name of the deal whose card has the focus. */
  focused(): string | undefined {
    const card = this.root.activeElement?.closest('[data-id]')
    return card ? textOf(card.querySelector('.card-title')) : undefined
  }

  /** What was said last, without the marks that keep directions apart. */
  said(): string {
    return textOf(this.root.querySelector('[aria-live=assertive]'))
  }

  moves(): unknown[] {
    return this.api.of('POST /v1/deals/{id}/move').map(({ body }) => body)
  }

  stage(at: number): string {
    return this.board.stages[at]?.id as string
  }

  /** Where a card is to be taken, and the place before a row of a column. */
  grip(name: string): Point {
    const { x, y } = this.card(name).getBoundingClientRect()
    return { x: x + 40, y: y + 60 }
  }

  gap(column: number, row: number): Point {
    const list = this.all('.list')[column] as HTMLElement
    const { left, width } = list.getBoundingClientRect()
    const { top } = (list.querySelector('ul') as HTMLElement).getBoundingClientRect()
    return { x: left + width / 2, y: top + row * this.row() }
  }

  row(): number {
    return this.one('.probe').getBoundingClientRect().height
  }
}

export interface Point {
  x: number
  y: number
}

/** The browser's own input, as a person's hand makes it. */
export const hand = {
  mouse: (type: 'mousePressed' | 'mouseMoved' | 'mouseReleased', at: Point) =>
    send('Input.dispatchMouseEvent', {
      type,
      ...inPage(at),
      button: 'left',
      buttons: type === 'mouseReleased' ? 0 : 1,
      clickCount: type === 'mouseMoved' ? 0 : 1,
    }),
  touch: (type: 'touchStart' | 'touchMove' | 'touchEnd', at?: Point) =>
    send('Input.dispatchTouchEvent', { type, touchPoints: at ? [inPage(at)] : [] }),
}

/** Presses, moves in steps, and holds there. */
export async function dragBy(from: Point, to: Point, steps = 6): Promise<void> {
  await hand.mouse('mousePressed', from)
  await moveTo(from, to, steps)
}

export async function moveTo(from: Point, to: Point, steps = 6): Promise<void> {
  for (let step = 1; step <= steps; step++) {
    const part = step / steps
    await hand.mouse('mouseMoved', { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part })
  }
  await frames(2)
}

export async function frames(count: number): Promise<void> {
  for (let at = 0; at < count; at++) await new Promise((next) => requestAnimationFrame(next))
}

export function send(method: string, params: object): Promise<unknown> {
  return (cdp() as unknown as { send(method: string, params: object): Promise<unknown> }).send(method, params)
}

export function textOf(element: Element | null | undefined): string {
  return (element?.textContent ?? '')
    .replaceAll(/[\u2066-\u2069]/g, '')
    .trim()
    .replaceAll(/\s+/g, ' ')
}

// The test's page is a frame of the browser's.
function inPage({ x, y }: Point): Point {
  const { left, top } = window.frameElement?.getBoundingClientRect() ?? { left: 0, top: 0 }
  return { x: x + left, y: y + top }
}

const page = (data: object[]) => ({ data, next_cursor: null })
const idIn = (path: string) => path.split('/')[3] as string
