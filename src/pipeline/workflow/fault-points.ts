/**
 * Moments of a worker at which a test may end the process: what must hold whenever a machine dies is proved by dying there. A running
 * service passes no `reach`, and nothing happens.
 */
export const FAULT_POINTS = [
  'chains claimed',
  'chains performed',
  'inside a commit',
  'chains committed',
  'step claimed',
  'step put into words',
  'step answered',
  'step read',
  'step committed',
  'attempt failed',
] as const
export type FaultPoint = (typeof FAULT_POINTS)[number]
export type Reach = (point: FaultPoint) => void
