-- AlterEnum
ALTER TYPE "PostState" ADD VALUE 'submitted';

-- AlterTable
ALTER TABLE "blog" ADD COLUMN     "accent" TEXT,
ADD COLUMN     "as_it_happened" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "coverage_at" TIMESTAMPTZ(3),
ADD COLUMN     "header_image" JSONB,
ADD COLUMN     "logo" JSONB,
ADD COLUMN     "rehearsal_hash" TEXT;

-- AlterTable
ALTER TABLE "post" ADD COLUMN     "authors" JSONB,
ADD COLUMN     "correction" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "pin_order" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "tags" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- A byline was one name; it becomes the first of several authors.
UPDATE "post" SET "authors" = jsonb_build_array(jsonb_build_object('name', "author_name", 'picture', NULL));
ALTER TABLE "post" ALTER COLUMN "authors" SET NOT NULL,
DROP COLUMN "author_name";

-- AlterTable
ALTER TABLE "revision" ADD COLUMN     "authors" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "correction" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "publish_at" TIMESTAMPTZ(3),
ADD COLUMN     "published_at" TIMESTAMPTZ(3),
ADD COLUMN     "tags" TEXT[] DEFAULT ARRAY[]::TEXT[];

UPDATE "revision" r SET "authors" = p."authors", "published_at" = p."published_at" FROM "post" p WHERE p."id" = r."post_id";

-- CreateTable
CREATE TABLE "blog_member" (
    "blog_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "role" "Role",

    CONSTRAINT "blog_member_pkey" PRIMARY KEY ("blog_id","user_id")
);

-- CreateTable
CREATE TABLE "activity" (
    "id" TEXT NOT NULL,
    "blog_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_id" TEXT,
    "actor_name" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "post_id" TEXT,
    "revision" INTEGER,
    "group_id" TEXT,
    "details" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "activity_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "kept_text" (
    "user_id" TEXT NOT NULL,
    "blog_id" TEXT NOT NULL,
    "post_id" TEXT NOT NULL DEFAULT '',
    "words" JSONB NOT NULL,
    "writer" TEXT NOT NULL,
    "serial" INTEGER NOT NULL,
    "saved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "kept_text_pkey" PRIMARY KEY ("user_id","blog_id","post_id")
);

-- CreateTable
CREATE TABLE "template" (
    "id" TEXT NOT NULL,
    "blog_id" TEXT,
    "name" TEXT NOT NULL,
    "title" TEXT NOT NULL DEFAULT '',
    "content" JSONB NOT NULL,
    "key_event" BOOLEAN NOT NULL DEFAULT false,
    "tags" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "template_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "live_report" (
    "process" TEXT NOT NULL,
    "blog_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "readers" JSONB NOT NULL,
    "reached" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "live_report_pkey" PRIMARY KEY ("process","blog_id")
);

-- CreateIndex
CREATE INDEX "blog_member_user_id_idx" ON "blog_member"("user_id");

-- CreateIndex
CREATE INDEX "activity_blog_id_at_id_idx" ON "activity"("blog_id", "at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "activity_group_id_idx" ON "activity"("group_id");

-- CreateIndex
CREATE INDEX "kept_text_saved_at_idx" ON "kept_text"("saved_at");

-- CreateIndex
CREATE INDEX "template_blog_id_idx" ON "template"("blog_id");

-- CreateIndex
CREATE INDEX "live_report_at_idx" ON "live_report"("at");

-- CreateIndex
CREATE UNIQUE INDEX "blog_rehearsal_hash_key" ON "blog"("rehearsal_hash");

-- CreateIndex
CREATE INDEX "post_tags_idx" ON "post" USING GIN ("tags");

-- AddForeignKey
ALTER TABLE "blog_member" ADD CONSTRAINT "blog_member_blog_id_fkey" FOREIGN KEY ("blog_id") REFERENCES "blog"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "blog_member" ADD CONSTRAINT "blog_member_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "activity" ADD CONSTRAINT "activity_blog_id_fkey" FOREIGN KEY ("blog_id") REFERENCES "blog"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "kept_text" ADD CONSTRAINT "kept_text_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "kept_text" ADD CONSTRAINT "kept_text_blog_id_fkey" FOREIGN KEY ("blog_id") REFERENCES "blog"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "template" ADD CONSTRAINT "template_blog_id_fkey" FOREIGN KEY ("blog_id") REFERENCES "blog"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "live_report" ADD CONSTRAINT "live_report_blog_id_fkey" FOREIGN KEY ("blog_id") REFERENCES "blog"("id") ON DELETE CASCADE ON UPDATE CASCADE;
