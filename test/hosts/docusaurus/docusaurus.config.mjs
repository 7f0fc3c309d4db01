// A Docusaurus site with the widget in it, as its author would write it.
import keyless from '../../../dist-plugins/remark.mjs';

export default {
	title: 'Host',
	url: 'http://localhost',
	baseUrl: '/',
	onBrokenLinks: 'ignore',
	scripts: [{ src: `${process.env.KEYLESS_ADDRESS}keyless-embed.js`, defer: true }],
	plugins: [
		[
			'@docusaurus/plugin-content-docs',
			{
				routeBasePath: '/',
				sidebarPath: false,
				beforeDefaultRemarkPlugins: [[keyless, { mdx: true }]],
			},
		],
	],
	themes: ['@docusaurus/theme-classic'],
	themeConfig: { colorMode: { respectPrefersColorScheme: true } },
};
