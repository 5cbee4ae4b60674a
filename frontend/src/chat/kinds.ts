/** What the chat puts into the outbox, by kind. */
export const MESSAGE = 'message';
export const REACTION = 'reaction';
export const READ = 'read';
