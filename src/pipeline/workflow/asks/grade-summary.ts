import { gradeAsk, type Rubric } from './grade-answer.ts'

/** Grader A looks at places, as the builtin rubric A does. */
export const RUBRIC_A: Rubric = [
  { rule: 'grounding', broken: 'the summary says something that the posting does not say.' },
  {
    rule: 'placement',
    broken: 'a bullet stands in the wrong section, such as a requirement among the responsibilities.',
  },
  {
    rule: 'coverage',
    broken: 'a section has fewer than 3 bullets, though the posting names more. Quote one that is missing.',
  },
]

/** Grader B looks at words, as the builtin rubric B does. */
export const RUBRIC_B: Rubric = [
  { rule: 'unfinished', broken: 'a bullet stops in the middle of a phrase, or runs into the next one.' },
  { rule: 'repetition', broken: 'two bullets say the same thing.' },
  { rule: 'boilerplate', broken: 'a bullet praises the company or lists benefits, instead of speaking about the job.' },
  { rule: 'language', broken: 'the bullets are in another language than the posting.' },
  { rule: 'substance', broken: 'the summary misses what the posting is mostly about. Quote it.' },
]

export const gradeAAsk = gradeAsk(RUBRIC_A)
export const gradeBAsk = gradeAsk(RUBRIC_B)
