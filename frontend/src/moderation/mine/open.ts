/** Opens a sheet over whatever page is there, and takes it away once it is closed. */
import { mount, unmount, type Component } from 'svelte';

/** `sheet` is told how it ends by `onclose`. */
export function openOver<Props extends object>(
	sheet: Component<Props & { onclose: () => void }>,
	props: Props,
): void {
	const opened = mount(sheet, {
		target: document.body,
		props: { ...props, onclose: () => void unmount(opened) },
	});
}
