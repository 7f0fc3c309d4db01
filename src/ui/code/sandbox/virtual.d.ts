/** What `scripts/sandboxPlugin.mjs` builds. Addresses are relative to the page. In a page of one file there is none of it. */
declare module 'virtual:keyless-sandbox' {
	/** The page of the frame. */
	export const frame: string | undefined;
	/** What a program finds around it. */
	export const runtime: string | undefined;
	/** The scripts of the packages, by the name under which programs import them. */
	export const packages: Readonly<Record<string, string>> | undefined;
}
