-- AlterTable
ALTER TABLE "media" ADD COLUMN     "bytes" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "uploaded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "used_at" TIMESTAMPTZ(3);

-- What was uploaded before counts as shown: whether anything shows it was not written down.
UPDATE "media" SET "uploaded_at" = "created_at", "used_at" = "created_at",
  "bytes" = COALESCE((SELECT SUM(OCTET_LENGTH("media_file"."bytes")) FROM "media_file" WHERE "media_file"."media_id" = "media"."id"), 0);

-- CreateIndex
CREATE INDEX "media_created_by_id_created_at_idx" ON "media"("created_by_id", "created_at");

-- CreateIndex
CREATE INDEX "media_used_at_uploaded_at_idx" ON "media"("used_at", "uploaded_at");
