-- CreateTable
CREATE TABLE "attempts" (
    "key" TEXT NOT NULL,
    "times" TIMESTAMPTZ(3)[],
    "last_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "attempts_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "attempts_last_at_idx" ON "attempts"("last_at");
