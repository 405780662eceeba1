/** The page that is measured: a board of 1,000 deals in eight stages, or, with `#blank`, a square under the pointer. */
import '../../packages/elements/src/define/pipeline-board.ts'
import { configure } from '../../packages/elements/src/base/settings.ts'
import { SampleBoard, sampleCards, sampleStages } from '../../packages/elements/tests/board-samples.ts'

export interface Measured {
  /** Milliseconds from the board's data to a frame that shows its cards. */
  firstPaint: number
  /** Milliseconds from frame to frame since `startFrames`. */
  frames: number[]
  startFrames(): void
  elements(): number
}

/** Later than a skeleton is shown for, which would hold the first cards back. */
const ANSWERED_AFTER_MS = 800

const stages = sampleStages(8)
const board = new SampleBoard(stages, sampleCards(stages, 125))
const measured: Measured = { firstPaint: Number.NaN, frames: [], startFrames, elements }
Object.assign(window, { measured })

const network = window.fetch
window.fetch = async (input, init) => {
  const { hostname, pathname, searchParams } = new URL(String(input instanceof Request ? input.url : input))
  if (hostname !== 'api.test') return network(input, init)
  if (pathname === '/v1/deals/board') {
    const text = JSON.stringify(board.answer(searchParams))
    if (Number.isNaN(measured.firstPaint)) {
      await new Promise((done) => setTimeout(done, ANSWERED_AFTER_MS))
      void untilSeen(performance.now())
    }
    return new Response(text, { headers: { 'content-type': 'application/json' } })
  }
  if (pathname.endsWith('/move'))
    return Response.json(board.move(pathname.split('/')[3] as string, JSON.parse(String(init?.body))))
  return Response.json({ data: [], next_cursor: null })
}

if (location.hash === '#blank') {
  const square = document.createElement('div')
  square.className = 'square'
  document.body.append(square)
  document.addEventListener('pointermove', ({ clientX, clientY }) => {
    square.style.transform = `translate(${clientX}px, ${clientY}px)`
  })
} else {
  const session = { token: 'a token', expires_in: 900, subject_id: 'member_1', time_zone: 'Europe/Amsterdam' }
  configure({ apiUrl: 'http://api.test', fetchSession: async () => session })
  document.body.append(document.createElement('agencyops-pipeline-board'))
}

function shadow(): ShadowRoot | null | undefined {
  return document.querySelector('agencyops-pipeline-board')?.shadowRoot
}

async function untilSeen(since: number): Promise<void> {
  measured.firstPaint = 0
  while (!shadow()?.querySelector('.card[data-id]')) await nextFrame()
  // The frame that shows them begins after they are there and ends before the next task behind it.
  await nextFrame()
  await new Promise<void>((done) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => done()
    port2.postMessage(null)
  })
  measured.firstPaint = performance.now() - since
}

function nextFrame(): Promise<number> {
  return new Promise((next) => requestAnimationFrame(next))
}

function startFrames(): void {
  measured.frames.length = 0
  let last = performance.now()
  const count = (at: number) => {
    measured.frames.push(at - last)
    last = at
    requestAnimationFrame(count)
  }
  requestAnimationFrame(count)
}

function elements(): number {
  return document.querySelectorAll('*').length + (shadow()?.querySelectorAll('*').length ?? 0)
}
