/** The interactive reference of the API, from our own origin: a page of its own that the app never loads. */
import '@fontsource-variable/figtree';
import 'rapidoc';
