-- A key belongs to whoever sent it, and to what it was sent for.
ALTER TABLE "idempotency_key" ADD COLUMN "credential" TEXT, ADD COLUMN "route" TEXT, ALTER COLUMN "answer" DROP NOT NULL;

-- Saves of the desk keep their keys: the audit log knows who made which revision, and a new post is revision 1.
UPDATE "idempotency_key" k
SET "credential" = 'user:' || a."actor_id",
  "route" = CASE WHEN a."revision" = 1 THEN 'create' ELSE 'edit:' || k."post_id" END
FROM "activity" a
WHERE a."blog_id" = k."blog_id" AND a."post_id" = k."post_id" AND a."actor_id" IS NOT NULL
  AND a."revision" = (k."answer"::jsonb ->> 'revision')::integer;

-- Keys of programs go: which token sent them was not written down, and they hold for a day only.
DELETE FROM "idempotency_key" WHERE "credential" IS NULL;

-- AlterTable
ALTER TABLE "idempotency_key" DROP CONSTRAINT "idempotency_key_pkey",
ALTER COLUMN "credential" SET NOT NULL,
ALTER COLUMN "route" SET NOT NULL,
ADD CONSTRAINT "idempotency_key_pkey" PRIMARY KEY ("credential", "blog_id", "route", "key");

-- CreateIndex
CREATE INDEX "idempotency_key_created_at_idx" ON "idempotency_key"("created_at");
