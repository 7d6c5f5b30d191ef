-- AlterTable
ALTER TABLE "attempts" ADD COLUMN     "account" TEXT;

-- CreateIndex
CREATE INDEX "attempts_account_idx" ON "attempts"("account");
