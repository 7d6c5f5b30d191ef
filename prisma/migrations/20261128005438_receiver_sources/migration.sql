-- CreateTable
CREATE TABLE "receiver_source" (
    "id" TEXT NOT NULL,
    "blog_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "secrets" TEXT NOT NULL,
    "settings" JSONB NOT NULL,
    "paused_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_event_at" TIMESTAMPTZ(3),
    "problems" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "receiver_source_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "received_message" (
    "source_id" TEXT NOT NULL,
    "message_id" TEXT NOT NULL,
    "post_key" TEXT NOT NULL,
    "position" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "payload" JSONB,
    "sender" JSONB NOT NULL DEFAULT '{}',
    "revision" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "deleted" BOOLEAN NOT NULL DEFAULT false,
    "marks" JSONB NOT NULL DEFAULT '{}',
    "files" JSONB NOT NULL DEFAULT '{}',
    "post_id" TEXT,
    "applied_revision" INTEGER,
    "due_at" TIMESTAMPTZ(3),
    "tries" INTEGER NOT NULL DEFAULT 0,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "received_message_pkey" PRIMARY KEY ("source_id","message_id")
);

-- CreateIndex
CREATE INDEX "receiver_source_blog_id_idx" ON "receiver_source"("blog_id");

-- CreateIndex
CREATE INDEX "received_message_source_id_post_key_idx" ON "received_message"("source_id", "post_key");

-- CreateIndex
CREATE INDEX "received_message_due_at_idx" ON "received_message"("due_at");

-- AddForeignKey
ALTER TABLE "receiver_source" ADD CONSTRAINT "receiver_source_blog_id_fkey" FOREIGN KEY ("blog_id") REFERENCES "blog"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "received_message" ADD CONSTRAINT "received_message_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "receiver_source"("id") ON DELETE CASCADE ON UPDATE CASCADE;
