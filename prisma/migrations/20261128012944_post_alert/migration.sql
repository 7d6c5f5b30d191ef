-- AlterTable
ALTER TABLE "post" ADD COLUMN     "alert_minutes" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "alert_until" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "revision" ADD COLUMN     "alert_minutes" INTEGER NOT NULL DEFAULT 0;

-- CreateIndex
CREATE INDEX "post_alert_until_idx" ON "post"("alert_until");
