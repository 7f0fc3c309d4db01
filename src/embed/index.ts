import { KeylessPlayground } from './element';

/** The script that a page loads: it makes `<keyless-playground>` known, once. */
if (!customElements.get('keyless-playground'))
	customElements.define('keyless-playground', KeylessPlayground);
