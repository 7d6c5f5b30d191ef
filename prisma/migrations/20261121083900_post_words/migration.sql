-- The desk searches posts of every state, readers the published ones: one index over all serves both.
-- Prisma's schema cannot say this index; it lives here alone.
DROP INDEX "post_search_idx";
CREATE INDEX "post_words_idx" ON "post" USING GIN (to_tsvector('simple'::regconfig, "title" || ' ' || "text"));
