/** The key under which a browser keeps the providers whose content its reader always wants to see. */
export const EMBED_CHOICES = "running-story:embeds"
