/** Pay as pages and markup state it: amounts, currency, unit, gross or net; whatever is not stated stays null. */
export type { SalaryContext } from './salary/currencies.ts'
export { type FoundSalary, findSalary, readSalary } from './salary/find-salary.ts'
export { readStructuredSalary, type SalaryParts, type StructuredSalary } from './salary/structured.ts'
