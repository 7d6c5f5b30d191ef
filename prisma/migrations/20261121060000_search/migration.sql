-- The search within a blog reads published posts only. Prisma's schema cannot say this index; it lives here alone.
CREATE INDEX "post_search_idx" ON "post" USING GIN (to_tsvector('simple'::regconfig, "title" || ' ' || "text"))
WHERE "state" = 'published';
