/** Industries by which job APIs filter; a name that they do not have would find nothing at all. */
const INDUSTRIES =
  'Technology|Healthcare|Management & Leadership|Finance & Accounting|Human Resources|Sales|Marketing|Customer Service & Support|Education|Legal|Engineering|Science & Research|Trades|Construction|Manufacturing|Logistics|Creative & Media|Hospitality|Environmental & Sustainability|Retail|Data & Analytics|Software|Energy|Agriculture|Social Services|Administrative|Government & Public Sector|Art & Design|Food & Beverage|Transportation|Consulting|Sports & Recreation|Security & Safety'.split(
    '|',
  )
const OTHER_NAMES: Readonly<Record<string, string>> = {
  ...{
    it: 'Technology',
    'information technology': 'Technology',
    tech: 'Technology',
    'financial services': 'Finance & Accounting',
  },
  ...{
    finance: 'Finance & Accounting',
    banking: 'Finance & Accounting',
    accounting: 'Finance & Accounting',
    insurance: 'Finance & Accounting',
  },
  ...{
    health: 'Healthcare',
    'health care': 'Healthcare',
    hr: 'Human Resources',
    'data science': 'Data & Analytics',
    analytics: 'Data & Analytics',
  },
  ...{
    media: 'Creative & Media',
    research: 'Science & Research',
    science: 'Science & Research',
    'public sector': 'Government & Public Sector',
  },
  ...{
    government: 'Government & Public Sector',
    transport: 'Transportation',
    design: 'Art & Design',
    automotive: 'Manufacturing',
    law: 'Legal',
  },
}
const BY_NAME: ReadonlyMap<string, string> = new Map([
  ...INDUSTRIES.map((name) => [fold(name), name] as const),
  ...Object.entries(OTHER_NAMES),
])

/** The providers' names of these industries; those that they have no name for are left out. */
export function providerIndustries(names: readonly string[]): string[] {
  return [...new Set(names.flatMap((name) => BY_NAME.get(fold(name)) ?? []))]
}

function fold(name: string): string {
  return name.toLowerCase().replace(/\band\b/g, '&').replace(/\s+/g, ' ').trim() // biome-ignore format: one thought
}
