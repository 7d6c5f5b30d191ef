-- CreateTable
CREATE TABLE "push_turn" (
    "blog_id" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "push_turn_pkey" PRIMARY KEY ("blog_id")
);
