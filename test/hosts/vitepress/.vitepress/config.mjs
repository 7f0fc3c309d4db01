// A VitePress site with the widget in it, as its author would write it.
import keyless from '../../../../dist-plugins/markdown-it.mjs';

export default {
	title: 'Host',
	outDir: process.env.KEYLESS_OUT,
	head: [['script', { src: `${process.env.KEYLESS_ADDRESS}keyless-embed.js`, defer: '' }]],
	markdown: { config: (md) => keyless(md) },
	vue: { template: { compilerOptions: { isCustomElement: (tag) => tag.startsWith('keyless-') } } },
};
