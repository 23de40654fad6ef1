import { detectLanguage } from '../../text/detect-language.ts'
import type { RuleFinding } from './posting-facts.ts'

/** The language that the text is written in, ISO 639-1; null for a text that does not tell. */
export function jobLanguage(description: string): RuleFinding<string> | null {
  const value = detectLanguage(description)
  return value === 'und' ? null : { value, confidence: 0.95 }
}
