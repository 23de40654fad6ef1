/** Queries that show a newcomer what is here. Each is run by a test. */
export type Example = { title: string; about: string; query: string; variables?: Record<string, unknown> }

export const EXAMPLES: readonly Example[] = [
  {
    title: 'Postings with skills and their evidence',
    about:
      'Every skill carries the passage of the description that supports it: description.slice(start, end) is the quote.',
    query: `query PostingsWithEvidence($filter: PostingFilter) {
  postings(first: 10, filter: $filter) {
    totalCount
    edges {
      node {
        id
        jobTitle
        organization
        locationCity
        ihlScore
        ihlCategory
        skillKeywords {
          name
          importance
          weight
          evidence {
            start
            end
            quote
          }
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
`,
    variables: { filter: { status: ['active', 'complete'] } },
  },
  {
    title: 'One run, step by step',
    about: 'The newest run of Workflow 3001: who performed each step, how long it took and what it decided.',
    query: `query NewestRun {
  workflowRuns(first: 1) {
    nodes {
      id
      status
      outcome
      seconds
      posting {
        id
        jobTitle
      }
      interactions {
        conversation {
          conversationId
          conversationName
        }
        actor {
          actorName
        }
        status
        iteration
        attempt
        model
        seconds
        input
        output
      }
    }
  }
}
`,
  },
  {
    title: 'Completeness',
    about:
      'How many valid postings have title, description, URL, summary, skills and IHL score. The goal is more than 95 %.',
    query: `query Completeness($source: String) {
  completeness(source: $source) {
    total
    complete
    percent
    missingUrls
    invalid
    byField {
      field
      present
      percent
    }
  }
}
`,
    variables: { source: null },
  },
  {
    title: 'Staging inventory and errors',
    about: 'What each source has from raw rows to finished records, and why steps failed in the last 24 hours.',
    query: `query InventoryAndErrors {
  stagingInventory {
    source
    staged
    promoted
    available
    unchecked
    postings
    unprocessed
    complete
    newestPosting
  }
  errorSummary {
    conversationName
    actorName
    fault
    error
    count
    lastAt
  }
  interactionPerformance {
    conversationName
    count
    meanSeconds
    p90Seconds
    failures
  }
}
`,
  },
  {
    title: 'Dry run of a batch',
    about:
      'What a batch would take: calls, tokens and seconds by model. Nothing is written. Needs a key with the scope trigger.',
    query: `mutation DryRun($input: StartBatchInput!) {
  startBatch(input: $input) {
    estimate {
      postings
      calls
      tokens
      seconds
      switches
      basis
      byModel {
        model
        calls
        seconds
      }
    }
    operation {
      id
      state
    }
    userErrors {
      code
      message
      fix
    }
  }
}
`,
    variables: { input: { maxJobs: 50, workers: 4, dryRun: true } },
  },
  {
    title: 'Edit a conversation',
    about:
      'Interactions that start from now on use it. This one keeps the timeout that is shipped. Needs a key with the scope admin.',
    query: `mutation EditConversation($input: UpdateConversationInput!) {
  updateConversation(input: $input) {
    conversation {
      conversationId
      conversationName
      model
      temperature
      timeoutSeconds
      promptVersion
    }
    userErrors {
      code
      message
      field
    }
  }
}
`,
    variables: { input: { id: '3335', timeoutSeconds: 900 } },
  },
]
