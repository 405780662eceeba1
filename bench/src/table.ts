/** Figures of rounds → the lines that people read. */
export interface Figure {
  scenario: string
  connections: number
  /** Requests a second of the floor, ours, and the floor again, round by round. */
  rounds: { floor: number; ours: number; control: number }[]
  p50: number
  p99: number
  floorP50: number
  floorP99: number
  /** Microseconds of the server process's CPU for a request. */
  cpu: number
  floorCpu: number
  failed: number
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
const spread = (values: readonly number[]) =>
  `${Math.min(...values).toFixed(2)}/**${median(values).toFixed(2)}**/${Math.max(...values).toFixed(2)}`

export function table(figures: readonly Figure[]): string {
  const head = [
    '| scenario | connections | ratio to the floor (min/median/max) | control | req/s | p50 ms | p99 ms | CPU µs | floor req/s | p50 | p99 | CPU |',
    '|---|---|---|---|---|---|---|---|---|---|---|---|',
  ]
  const rows = figures.map((figure) => {
    const ratios = figure.rounds.map(({ ours, floor, control }) => ours / ((floor + control) / 2))
    const controls = figure.rounds.map(({ floor, control }) => control / floor)
    return `| ${[
      figure.scenario,
      figure.connections,
      spread(ratios),
      spread(controls),
      Math.round(median(figure.rounds.map((round) => round.ours))),
      figure.p50.toFixed(2),
      figure.p99.toFixed(2),
      Math.round(figure.cpu),
      Math.round(median(figure.rounds.map((round) => round.floor))),
      figure.floorP50.toFixed(2),
      figure.floorP99.toFixed(2),
      Math.round(figure.floorCpu),
    ].join(' | ')} |${figure.failed > 0 ? ` ${figure.failed} failed` : ''}`
  })
  return [...head, ...rows].join('\n')
}
