/** Programs that read pages for AI models and their answers, by the name that they look for in robots.txt. */
export const AI_CRAWLERS = {
  GPTBot: "OpenAI, training",
  "OAI-SearchBot": "OpenAI, search",
  "ChatGPT-User": "OpenAI, on a person's request",
  ClaudeBot: "Anthropic, training",
  "Claude-SearchBot": "Anthropic, search",
  "Claude-User": "Anthropic, on a person's request",
  "Google-Extended": "Google, training (Google Search is not affected)",
  "Applebot-Extended": "Apple, training (Siri and Spotlight are not affected)",
  "Meta-ExternalAgent": "Meta, training",
  PerplexityBot: "Perplexity, search",
  "Perplexity-User": "Perplexity, on a person's request",
  Amazonbot: "Amazon",
  Bytespider: "ByteDance",
  CCBot: "Common Crawl, used for training",
  "cohere-ai": "Cohere",
  Diffbot: "Diffbot",
  "MistralAI-User": "Mistral, on a person's request",
  YouBot: "You.com, search",
} as const

export type AiCrawler = keyof typeof AI_CRAWLERS

export const AI_CRAWLER_NAMES = Object.keys(AI_CRAWLERS) as AiCrawler[]
