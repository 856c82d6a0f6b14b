/** A key and what it does; `needs`: whoever may not do that is not told of it. */
export interface Shortcut {
  readonly keys: string;
  readonly what:
    | 'palette'
    | 'help'
    | 'notices'
    | 'next'
    | 'previous'
    | 'open'
    | 'find'
    | 'filter'
    | 'select'
    | 'reply'
    | 'note'
    | 'escalate'
    | 'templates'
    | 'recipients'
    | 'forward'
    | 'assign'
    | 'take'
    | 'resolve'
    | 'panel'
    | 'tag'
    | 'snooze'
    | 'follow'
    | 'spam'
    | 'back'
    | 'merge'
    | 'later'
    | 'split'
    | 'saveNote'
    | 'closeNote';
  readonly needs?: string;
}

export type Place = 'everywhere' | 'lists' | 'conversation' | 'writing';

/**
 * Every key of the console beside those of the menu (pages.ts), by where it works: whoever looks them up sees also those that would
 * do something elsewhere. A test compares them with the keys that the screens listen to.
 */
export const shortcuts: Readonly<Record<Place, readonly Shortcut[]>> = {
  everywhere: [
    { keys: 'Ctrl+K', what: 'palette' },
    { keys: '?', what: 'help' },
    { keys: 'g a', what: 'notices', needs: 'conversations.read' },
  ],
  lists: [
    { keys: 'j', what: 'next', needs: 'conversations.read' },
    { keys: 'k', what: 'previous', needs: 'conversations.read' },
    { keys: 'Enter', what: 'open', needs: 'conversations.read' },
    { keys: '/', what: 'find', needs: 'conversations.read' },
    { keys: 'f', what: 'filter', needs: 'conversations.read' },
    { keys: 's', what: 'select', needs: 'conversations.take' },
  ],
  conversation: [
    { keys: 'm', what: 'take', needs: 'conversations.take' },
    { keys: 'a', what: 'assign', needs: 'conversations.assign' },
    { keys: 'r', what: 'reply', needs: 'conversations.reply' },
    { keys: 'n', what: 'note', needs: 'conversations.note' },
    { keys: 'x', what: 'escalate', needs: 'conversations.escalate' },
    { keys: 't', what: 'templates', needs: 'conversations.reply' },
    { keys: 'w', what: 'forward', needs: 'conversations.reply' },
    { keys: 'd', what: 'recipients', needs: 'conversations.reply' },
    { keys: 'e', what: 'resolve', needs: 'conversations.resolve' },
    { keys: 'l', what: 'tag', needs: 'conversations.sort' },
    { keys: 's', what: 'split', needs: 'conversations.merge' },
    { keys: 'u', what: 'merge', needs: 'conversations.merge' },
    { keys: 'o', what: 'follow', needs: 'conversations.follow' },
    { keys: 'p', what: 'snooze', needs: 'conversations.sort' },
    { keys: '!', what: 'spam', needs: 'conversations.setAside' },
    { keys: 'i', what: 'panel', needs: 'conversations.read' },
    { keys: 'Escape', what: 'back', needs: 'conversations.read' },
  ],
  writing: [
    { keys: 'Ctrl+Enter', what: 'saveNote', needs: 'conversations.note' },
    { keys: 'Ctrl+Shift+Enter', what: 'later', needs: 'conversations.reply' },
    { keys: 'Escape', what: 'closeNote', needs: 'conversations.note' },
  ],
};
