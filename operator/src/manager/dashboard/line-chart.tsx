import 'uplot/dist/uPlot.min.css'
import { createEffect, type JSX, onCleanup, onMount } from 'solid-js'
import UPlot, { type AlignedData, type Options } from 'uplot'
import { type TrendChart } from './dashboard-view.ts'

/** What a chart is drawn from. */
export interface LineChartProps {
  readonly days: readonly string[]
  readonly chart: TrendChart
}

const height = 220
/** The first line is the one that matters; the second is what it is held against. */
const strokes = ['--accent', '--focus'] as const

/** Lines over days. It is drawn for eyes alone: the same figures stand in the table beside it. */
export const LineChart = (props: LineChartProps): JSX.Element => {
  let plot: UPlot | undefined
  const keepIn = (place: HTMLDivElement): void => {
    const draw = (): void => {
      plot?.destroy()
      const width = Math.max(240, place.clientWidth)
      plot = new UPlot(optionsFor(props, { width, place }), dataOf(props), place)
    }
    const sized = new ResizeObserver(() => {
      if (place.clientWidth > 0) plot?.setSize({ width: place.clientWidth, height })
    })
    // The colours of the page are read when the chart is drawn.
    const dark = matchMedia('(prefers-color-scheme: dark)')
    onMount(() => {
      createEffect(draw)
      sized.observe(place)
      dark.addEventListener('change', draw)
    })
    onCleanup(() => {
      dark.removeEventListener('change', draw)
      sized.disconnect()
      plot?.destroy()
    })
  }
  return <div class="line-chart" aria-hidden="true" ref={keepIn} />
}

const dataOf = ({ days, chart }: LineChartProps): AlignedData => [
  days.map((_, index) => index),
  ...chart.lines.map(({ values }) => [...values]),
]

const optionsFor = (
  { days, chart }: LineChartProps,
  { width, place }: { readonly width: number; readonly place: Element },
): Options => {
  const style = getComputedStyle(place)
  const color = (name: string): string => style.getPropertyValue(name).trim()
  const axis = {
    stroke: color('--ink-muted'),
    grid: { stroke: color('--line'), width: 1 },
    ticks: { show: false },
    font: `12px ${style.fontFamily}`,
  }
  return {
    width,
    height,
    cursor: { drag: { x: false, y: false }, points: { size: 8 } },
    legend: { live: true },
    scales: {
      // One day alone would have no width.
      x: { time: false, range: [-0.5, Math.max(1, days.length) - 0.5] },
      y: { range: (_, __, most) => [0, niceAbove(most)] },
    },
    axes: [
      {
        ...axis,
        incrs: [1, 2, 5, 7, 14, 30],
        values: (_, at) => at.map((index) => days[index] ?? ''),
      },
      { ...axis, size: 76, values: (_, at) => at.map((value) => chart.print(value)) },
    ],
    series: [
      { label: 'Dia', value: (_, index: number | null) => days[index ?? -1] ?? '–' },
      ...chart.lines.map(({ label }, index) => ({
        label,
        stroke: color(strokes[index] ?? '--ink'),
        width: 2,
        ...(index === 0 ? {} : { dash: [6, 4] }),
        points: { show: true, size: 6, fill: color('--raised') },
        value: (_: UPlot, value: number | null) => (value === null ? '–' : chart.print(value)),
      })),
    ],
  }
}

/** Leaves air above the highest value, and a scale where all is zero. */
const niceAbove = (most: number | null): number => (most === null || most <= 0 ? 1 : most * 1.12)
