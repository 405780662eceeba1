/**
 * Traces by OpenTelemetry: a span for each request, and below it one for each time that the database was asked. This
 * file and what it imports is loaded only where they are configured.
 */
import { performance } from 'node:perf_hooks'
import { type Context, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import {
  detectResources,
  resourceAttributesEnvDetector,
  resourceFromAttributes,
  serviceNameEnvDetector,
} from '@opentelemetry/resources'
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace'
import { packageVersion } from '../config/package-files.ts'
import type { EndedRequest, Observer } from '../http/observer.ts'

export interface Traces {
  observer: Observer
  /** Sends what is left. */
  close(): Promise<void>
}

const LONGEST = 2000
const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/

/** The exporter reads the environment’s `OTEL_…` itself; `ratio` is the share of traces that begin here and are kept. */
export function createTraces(ratio: number): Traces {
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'agencyops', 'service.version': packageVersion() }).merge(
      detectResources({ detectors: [resourceAttributesEnvDetector, serviceNameEnvDetector] }),
    ),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(ratio) }),
    spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter() })],
  })
  const tracer = provider.getTracer('agencyops')

  function ended({ operation, facts, principal, status, startedAt, ms, groups = [] }: EndedRequest): void {
    const { id, method, path } = operation
    const span = tracer.startSpan(
      `${method.toUpperCase()} ${path}`,
      {
        kind: SpanKind.SERVER,
        startTime: epoch(startedAt),
        attributes: {
          'http.request.method': method.toUpperCase(),
          'http.route': path,
          'http.response.status_code': status,
          'agencyops.operation': id,
          'agencyops.request_id': facts.id,
          ...(principal && 'tenantId' in principal && { 'agencyops.tenant': principal.tenantId }),
        },
      },
      parentOf(facts.header('traceparent')),
    )
    if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR })
    const within = trace.setSpan(ROOT_CONTEXT, span)
    for (const { statements, startedAt: at, ms: lasted, failed } of groups) {
      const text = statements.flatMap(({ name, sql }) => (name === 'bind' ? [] : [sql]))
      const child = tracer.startSpan(
        'postgresql',
        {
          kind: SpanKind.CLIENT,
          startTime: epoch(at),
          attributes: {
            'db.system.name': 'postgresql',
            'db.query.text': text.join(';\n').slice(0, LONGEST),
            'db.operation.batch.size': text.length,
          },
        },
        within,
      )
      if (failed) child.setStatus({ code: SpanStatusCode.ERROR })
      child.end(epoch(at + lasted))
    }
    span.end(epoch(startedAt + ms))
  }

  return { observer: { queries: true, ended }, close: () => provider.shutdown() }
}

const epoch = (at: number) => performance.timeOrigin + at

/** The caller's span, as W3C Trace Context names it. */
function parentOf(traceparent: string | null): Context {
  const [, traceId, spanId, flags = ''] = TRACEPARENT.exec(traceparent ?? '') ?? []
  if (traceId === undefined || spanId === undefined) return ROOT_CONTEXT
  return trace.setSpanContext(ROOT_CONTEXT, {
    traceId,
    spanId,
    traceFlags: Number.parseInt(flags, 16) & 1,
    isRemote: true,
  })
}
