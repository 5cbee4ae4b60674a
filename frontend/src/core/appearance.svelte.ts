/** Light, dark, or as the phone has it. `public/theme.js` applies the same choice before the first paint. */
export type Theme = 'system' | 'light' | 'dark';

const KEY = 'fireside:theme';

class Appearance {
	theme = $state<Theme>(remembered());

	choose(theme: Theme): void {
		this.theme = theme;
		const { dataset } = document.documentElement;
		if (theme === 'system') delete dataset.theme;
		else dataset.theme = theme;
		try {
			if (theme === 'system') localStorage.removeItem(KEY);
			else localStorage.setItem(KEY, theme);
		} catch {
			/* Chosen until the app is closed, then. */
		}
	}
}

function remembered(): Theme {
	const { theme } = document.documentElement.dataset;
	return theme === 'light' || theme === 'dark' ? theme : 'system';
}

export const appearance = new Appearance();
