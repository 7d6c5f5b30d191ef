-- Names that the field uses. Renames keep all rows.

ALTER TABLE "kept_text" RENAME TO "autosave";
ALTER TABLE "autosave" RENAME COLUMN "writer" TO "tab_id";
ALTER TABLE "autosave" RENAME COLUMN "serial" TO "sequence";
ALTER TABLE "autosave" RENAME COLUMN "words" TO "content";
ALTER TABLE "autosave" RENAME CONSTRAINT "kept_text_pkey" TO "autosave_pkey";
ALTER TABLE "autosave" RENAME CONSTRAINT "kept_text_user_id_fkey" TO "autosave_user_id_fkey";
ALTER TABLE "autosave" RENAME CONSTRAINT "kept_text_blog_id_fkey" TO "autosave_blog_id_fkey";
ALTER INDEX "kept_text_saved_at_idx" RENAME TO "autosave_saved_at_idx";

ALTER TABLE "activity" RENAME TO "audit_event";
ALTER TABLE "audit_event" RENAME CONSTRAINT "activity_pkey" TO "audit_event_pkey";
ALTER TABLE "audit_event" RENAME CONSTRAINT "activity_blog_id_fkey" TO "audit_event_blog_id_fkey";
ALTER INDEX "activity_blog_id_at_id_idx" RENAME TO "audit_event_blog_id_at_id_idx";
ALTER INDEX "activity_group_id_idx" RENAME TO "audit_event_group_id_idx";

ALTER TABLE "attempts" RENAME TO "rate_limit";
ALTER TABLE "rate_limit" RENAME COLUMN "times" TO "hits";
ALTER TABLE "rate_limit" RENAME COLUMN "last_at" TO "last_hit_at";
ALTER TABLE "rate_limit" RENAME CONSTRAINT "attempts_pkey" TO "rate_limit_pkey";
ALTER INDEX "attempts_account_idx" RENAME TO "rate_limit_account_idx";
ALTER INDEX "attempts_last_at_idx" RENAME TO "rate_limit_last_hit_at_idx";

ALTER TABLE "live_report" RENAME TO "audience_report";
ALTER TABLE "audience_report" RENAME COLUMN "process" TO "process_id";
ALTER TABLE "audience_report" RENAME COLUMN "reached" TO "delivery";
ALTER TABLE "audience_report" RENAME CONSTRAINT "live_report_pkey" TO "audience_report_pkey";
ALTER TABLE "audience_report" RENAME CONSTRAINT "live_report_blog_id_fkey" TO "audience_report_blog_id_fkey";
ALTER INDEX "live_report_at_idx" RENAME TO "audience_report_at_idx";

ALTER TABLE "push_turn" RENAME TO "pusher_lock";
ALTER TABLE "pusher_lock" RENAME CONSTRAINT "push_turn_pkey" TO "pusher_lock_pkey";

ALTER TABLE "blog" RENAME COLUMN "coverage_at" TO "coverage_starts_at";
ALTER TABLE "blog" RENAME COLUMN "as_it_happened" TO "chronological_when_ended";
ALTER TABLE "blog" RENAME COLUMN "rehearsal_hash" TO "preview_token_hash";
ALTER TABLE "blog" RENAME COLUMN "pushed_version" TO "pusher_version";
ALTER TABLE "blog" RENAME COLUMN "push_failing_since" TO "pusher_failing_since";
ALTER TABLE "blog" RENAME COLUMN "push_error" TO "pusher_error";
ALTER INDEX "blog_rehearsal_hash_key" RENAME TO "blog_preview_token_hash_key";

ALTER TABLE "post" RENAME COLUMN "pin_order" TO "pin_position";
ALTER TABLE "post" RENAME COLUMN "editor_note" TO "review_note";
ALTER TABLE "post" RENAME COLUMN "deleted_from" TO "state_before_delete";
ALTER TABLE "revision" RENAME COLUMN "pin_order" TO "pin_position";
ALTER TABLE "revision" RENAME COLUMN "deleted_from" TO "state_before_delete";

ALTER TABLE "idempotency_key" RENAME COLUMN "answer" TO "response";
