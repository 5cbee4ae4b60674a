/** The emoji that are offered; whatever others react with shows all the same. */
export const QUICK = ['👍', '❤️', '👋', '😂', '🙏', '🔥'] as const;

export const MORE: readonly string[] = [
	...['👍', '👎', '👏', '🙌', '🙏', '👋', '💪', '🤝', '👀', '✋', '🫶', '✌️'],
	...['❤️', '🧡', '💛', '💚', '💙', '💜', '🔥', '⭐', '✨', '🎉', '🏆', '💯'],
	...['😂', '😀', '😊', '😍', '😎', '🤔', '😮', '😢', '😅', '🤯', '🥳', '😴'],
	...['☕', '🍕', '🍻', '🎂', '🌞', '🌧️', '🚀', '💡', '📌', '✅', '❓', '🩺'],
];
