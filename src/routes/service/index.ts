import type { Config } from '../../config.ts'
import type { Folder } from '../endpoint.ts'
import { getHealth } from './get-health.ts'
import { getMetrics } from './get-metrics.ts'
import { getOpenapi } from './get-openapi.ts'
import { getReadiness } from './get-readiness.ts'

/** For probes and Prometheus: no key. With METRICS_PORT set the metrics have a port of their own instead. */
export function service({ metricsPort }: Config): Folder {
  const endpoints = [getHealth, getReadiness, getOpenapi]
  return { prefix: '', tag: 'service', endpoints: metricsPort === undefined ? [...endpoints, getMetrics] : endpoints }
}
